import type { Verdict } from '../checks/verdict.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** What is unproven, once for each reason: one cause often leaves many checks unproven. */
export function unprovenReasons(verdicts: readonly Verdict[], terminal: Terminal): string[] {
  const unproven = verdicts.filter(one => (one.withoutStrict ?? one.verdict) === 'unproven');
  return [...new Set(unproven.map(({ message }) => message))].map(reason => {
    const [first, ...others] = unproven.filter(({ message }) => message === reason);
    const mark = terminal.paint(first?.verdict ?? 'unproven', `${marks.unproven} unproven`);
    const ids = `${first?.id}${others.length > 0 ? ` and ${others.length} more` : ''}`;
    const lines = [wrapped(`${mark}  `, indent, ids, terminal), wrapped(' '.repeat(indent), indent, reason, terminal)];
    return lines.join('\n');
  });
}

/** Characters in front of a reason, as in front of what a failed check shows. */
const indent = 12;
