import { type Assertion, isBroken } from '../checks/check.ts';
import type { Verdict } from '../checks/verdict.ts';
import { type Citation, citesFile, citesProfile } from '../contract/citation.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { citationText } from './failure-text.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';
import { unwaivedWords } from './waiver-words.ts';

/**
 * A check that failed or is warned of, for a terminal: the rule, what was expected and what came, every citation,
 * and the command that repeats the first of its requests, in one line.
 */
export function brokenCheck(verdict: Verdict, terminal: Terminal): string {
  const { id, level, title, message, assertions, cites, repeat } = verdict;
  const { paint } = terminal;
  const mark = `${marks[verdict.verdict]} ${verdict.verdict}`;
  const line = (label: string, text: string): string =>
    wrapped(`  ${paint('quiet', label.padEnd(labelWidth))}`, labelWidth + 2, text, terminal);
  const broken = assertions.filter(isBroken);
  const [first] = broken;
  const unwaived = unwaivedWords(verdict);
  return [
    wrapped(`${paint(verdict.verdict, mark)}  `, mark.length + 2, id, terminal),
    line(level, title),
    ...(first
      ? [line('at', placesOf(broken)), line('expected', first.expected), line('actual', first.actual)]
      : [line('because', message)]),
    ...(unwaived === undefined ? [] : [line('no waiver', unwaived)]),
    ...cites.map(cite => line(sourceLabel(cite), citationText(cite))),
    ...repeat.slice(0, 1).map(command => `  ${paint('quiet', 'repeat'.padEnd(labelWidth))}${terminalSafe(command)}`),
  ].join('\n');
}

/** Where it is broken, and how many more places there are than can be read at a look. */
function placesOf(broken: readonly Assertion[]): string {
  const titles = broken.slice(0, 3).map(({ title }) => title);
  const rest = broken.length - titles.length;
  return rest > 0 ? `${titles.join(', ')}, and ${rest} more` : titles.join(', ');
}

/** Characters of the longest label and the space behind it. */
const labelWidth = 10;

/** Where it stands: on the page, in our notes on it, in the target's profile, or in another publication. */
function sourceLabel(cite: Citation): string {
  if (!citesFile(cite)) return citesProfile(cite) ? 'profile' : 'source';
  return cite.source.endsWith('.rst') ? 'page' : 'notes';
}
