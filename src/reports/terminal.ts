import { wrapAnsi } from 'fast-wrap-ansi';
import { terminalSafe } from '../text/terminal-safe.ts';
import type { Paint } from './paint.ts';

/** What lines are written for. */
export interface Terminal {
  /** How many characters a line has room for; Infinity in a file and a pipe, where nothing is wrapped. */
  readonly columns: number;
  readonly paint: Paint;
}

/** Columns that a text has at least, in however narrow a terminal. */
const narrowest = 20;

/**
 * A text behind what introduces it, wrapped between words; its further lines begin below its first word. Nothing in it can
 * control the terminal.
 * @param lead painted, with `indent` characters that are visible
 */
export function wrapped(lead: string, indent: number, text: string, { columns }: Pick<Terminal, 'columns'>): string {
  const safe = terminalSafe(text);
  if (columns === Infinity) return `${lead}${safe}`;
  const lines = wrapAnsi(safe, Math.max(narrowest, columns - indent));
  return `${lead}${lines.replaceAll('\n', `\n${' '.repeat(indent)}`)}`;
}
