import type { Verdict } from '../checks/verdict.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';

/**
 * What is unproven, once for each reason: one cause often leaves many checks unproven. What only follows from another check
 * is one line.
 */
export function unprovenReasons(verdicts: readonly Verdict[], terminal: Terminal): string[] {
  const unproven = verdicts.filter(one => (one.withoutStrict ?? one.verdict) === 'unproven');
  const causes = unproven.filter(({ isConsequence }) => !isConsequence);
  const told = [...new Set(causes.flatMap(reasonsOf))].map(reason => {
    const those = causes.filter(one => reasonsOf(one).includes(reason));
    return reasonLines(reason, those, terminal);
  });
  const rest = unproven.length - causes.length;
  return rest === 0 ? told : [...told, consequenceLine(rest, terminal)];
}

const reasonsOf = ({ reasons, message }: Verdict): readonly string[] => reasons ?? [message];

function reasonLines(reason: string, [first, ...others]: readonly Verdict[], terminal: Terminal): string {
  const outcome = first?.verdict ?? 'unproven';
  const mark = `${marks[outcome]} ${outcome}`;
  const lead = `${terminal.paint(outcome, mark)}  `;
  const ids = `${first?.id}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return [wrapped(lead, mark.length + 2, ids, terminal), wrapped(' '.repeat(indent), indent, reason, terminal)].join(
    '\n',
  );
}

function consequenceLine(count: number, terminal: Terminal): string {
  const text = `${count} more ${count === 1 ? 'is' : 'are'} unproven because of these; --verbose shows why.`;
  return wrapped(`${terminal.paint('unproven', marks.unproven)} `, 2, text, terminal);
}

/** Characters in front of a reason, as in front of what a failed check shows. */
const indent = 12;
