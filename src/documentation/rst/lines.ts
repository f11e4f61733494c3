/**
 * The lines of a page as the docutils reStructuredText specification sees them ("Whitespace"): tab stops every eight
 * columns, no white space at the end, indentation in spaces.
 */

import { columnWidth } from './columns.ts';
import type { Position } from './finding.ts';

/** One line, or what is left of it inside a list item, a directive or a table cell. It begins with its text. */
export interface Line extends Position {
  readonly text: string;
  /** Whether the line was written with a tab: harmless in prose, ambiguous in a table. */
  readonly tab: boolean;
}

/** Lines that belong together, and the index of the first line after them. */
export interface Extent {
  readonly lines: readonly Line[];
  readonly next: number;
}

const TAB_STOP = 8;

/** Splits a page into lines. Never fails: NUL, which no page contains, is shown as U+FFFD. */
export function readLines(text: string): readonly Line[] {
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\0', '\uFFFD');
  return clean.split(/\r\n|\r|\n/).map((raw, index) => ({
    line: index + 1,
    column: 1,
    text: expandTabs(raw.replace(/[\v\f]/g, ' ')).trimEnd(),
    tab: raw.includes('\t'),
  }));
}

/** The text at an index, '' beyond the last line: most constructs may end with the lines as well as with a blank one. */
export function textAt(lines: readonly Line[], index: number): string {
  return lines[index]?.text ?? '';
}

/** Where the line at an index begins; the top of the file where there is no such line. */
export function positionAt(lines: readonly Line[], index: number): Position {
  const { line = 1, column = 1 } = lines[index] ?? {};
  return { line, column };
}

/** The lines as one text. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(line => line.text).join('\n');
}

/** The index of the first blank line at or after `start`: where a broken construct is left behind. */
export function skipToBlank(lines: readonly Line[], start: number): number {
  let next = start;
  while (textAt(lines, next) !== '') next += 1;
  return next;
}

/** The lines from `start` that are blank or indented by at least `indent`, without that indentation. */
export function takeIndented(lines: readonly Line[], start: number, indent: number): Extent {
  let next = start;
  for (; next < lines.length; next += 1) {
    const text = textAt(lines, next);
    if (text !== '' && indentOf(text) < indent) break;
  }
  return { lines: lines.slice(start, next).map(line => cutLeft(line, indent)), next };
}

/** The lines from `start` that are blank or indented at all, without the indentation that they have in common. */
export function takeBlock(lines: readonly Line[], start: number): Extent {
  let next = start;
  while (next < lines.length && /^ |^$/.test(textAt(lines, next))) next += 1;
  return { lines: dedent(lines.slice(start, next)), next };
}

/** Removes the indentation that all lines have in common, and blank lines at both ends. */
export function dedent(lines: readonly Line[]): readonly Line[] {
  const text = withoutBlankEnds(lines);
  const common = text.reduce(
    (least, line) => (line.text === '' ? least : Math.min(least, indentOf(line.text))),
    Number.POSITIVE_INFINITY,
  );
  return common === 0 ? text : text.map(line => cutLeft(line, common));
}

/** The line without its first characters. */
export function cutLeft(line: Line, length: number): Line {
  const { text, column } = line;
  return { ...line, column: column + columnWidth(text.slice(0, length)), text: text.slice(length) };
}

/** The number of spaces before the text; 0 for a blank line. */
function indentOf(text: string): number {
  return Math.max(0, text.search(/[^ ]/));
}

function withoutBlankEnds(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(line => line.text !== '');
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex(line => line.text !== '') + 1);
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  const [head = '', ...rest] = text.split('\t');
  let expanded = head;
  for (const part of rest) {
    expanded += ' '.repeat(TAB_STOP - (expanded.length % TAB_STOP)) + part;
  }
  return expanded;
}
