import type { Verdict } from '../checks/verdict.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';
import { waiverWords } from './waiver-words.ts';

/** What is waived, for a terminal: each check with what was found, and the entries that accept it. One paragraph, or none. */
export function waivedChecks(verdicts: readonly Verdict[], terminal: Terminal): string {
  return verdicts
    .filter(({ verdict }) => verdict === 'waived')
    .map(one => waivedCheck(one, terminal))
    .join('\n');
}

function waivedCheck({ id, message, waivers = [] }: Verdict, terminal: Terminal): string {
  const mark = `${marks.waived} waived`;
  const below = (text: string): string => wrapped(' '.repeat(indent), indent, text, terminal);
  return [
    wrapped(`${terminal.paint('waived', mark)}  `, mark.length + 2, id, terminal),
    below(message),
    ...waivers.map(one => terminal.paint('quiet', below(waiverWords(one)))),
  ].join('\n');
}

/** Characters in front of what was found, as in front of the reason of what is unproven. */
const indent = 12;
