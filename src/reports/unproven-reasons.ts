import type { Verdict } from '../checks/verdict.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** A reason, and the verdicts that are unproven for it. */
export interface Cause {
  readonly reason: string;
  readonly verdicts: readonly Verdict[];
}

const isUnproven = ({ verdict, withoutStrict }: Verdict): boolean => (withoutStrict ?? verdict) === 'unproven';

/**
 * Why verdicts are unproven, each reason once: one cause often leaves many checks unproven. What only follows from another
 * check is left out.
 */
export function causesOf(verdicts: readonly Verdict[]): Cause[] {
  const unproven = verdicts.filter(one => isUnproven(one) && !one.isConsequence);
  return [...new Set(unproven.flatMap(reasonsOf))].map(reason => ({
    reason,
    verdicts: unproven.filter(one => reasonsOf(one).includes(reason)),
  }));
}

const reasonsOf = ({ reasons, message }: Verdict): readonly string[] => reasons ?? [message];

/** What is unproven, and below it the reason. */
export function causeLines({ reason, verdicts: [first, ...others] }: Cause, terminal: Terminal): string {
  const outcome = first?.verdict ?? 'unproven';
  const mark = `${marks[outcome]} ${outcome}`;
  const lead = `${terminal.paint(outcome, mark)}  `;
  const ids = `${first?.id}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return [wrapped(lead, mark.length + 2, ids, terminal), wrapped(' '.repeat(indent), indent, reason, terminal)].join(
    '\n',
  );
}

/** How many verdicts are unproven only because of what another check reports, in one line; none where there is none. */
export function consequenceLines(verdicts: readonly Verdict[], terminal: Terminal): string[] {
  const count = verdicts.filter(one => isUnproven(one) && one.isConsequence).length;
  if (count === 0) return [];
  const text = `${count} more ${count === 1 ? 'is' : 'are'} unproven because of these; --verbose shows why.`;
  return [wrapped(`${terminal.paint('unproven', marks.unproven)} `, 2, text, terminal)];
}

/** Characters in front of a reason, as in front of what a failed check shows. */
const indent = 12;
