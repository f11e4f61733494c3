import type { CellBlock, Construct, Surroundings, TableBlock } from './block.ts';
import { columnsOf } from './columns.ts';
import { type Line, skipToBlank, textAt } from './lines.ts';
import type { Problem } from './page.ts';
import { readCell, type TableLine } from './table-cell.ts';

const TOP = /^=+(?: +=+)+$/;
const BORDER = /^=[= ]*$/;
const SPAN_UNDERLINE = /^-[- ]*$/;

/** Where a simple table ends, or why its end cannot be found. */
interface Borders {
  readonly below: readonly number[];
  readonly end: number;
  readonly problem?: Problem;
}

/** A column: the last one is open to the right. */
interface Column {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a simple table (docutils reStructuredText specification, "Simple Tables"), without column spans: all its borders
 * are equal, and a line belongs to the row above when its first column is blank. Everything else is a problem, and the
 * table is left out.
 */
export const simpleTable: Construct = (lines, at, around) => {
  const top = lines[at];
  if (!top || !TOP.test(top.text)) return undefined;
  const borders = findBorders(lines, at);
  const table = borders.problem ?? readTable(lines.slice(at, borders.end + 1), borders.below, around);
  const after = lines[borders.end + 1];
  if ('kind' in table && after && after.text !== '') {
    around.report(after.number, 'the text follows a simple table immediately; expected a blank line below the table.');
  }
  if ('kind' in table) return { blocks: [table], next: borders.end + 1 };
  around.report(table.line, table.message);
  return { blocks: [], next: skipToBlank(lines, borders.end + 1) };
};

/** A simple table has a border below its header row and a bottom border, which is the first before a blank line. */
function findBorders(lines: readonly Line[], at: number): Borders {
  const below: number[] = [];
  for (let index = at + 1; index < lines.length; index += 1) {
    const text = textAt(lines, index);
    if (!BORDER.test(text)) continue;
    if (text !== textAt(lines, at)) {
      const message = 'this border of a simple table differs from its top border; expected the same columns';
      return { below, end: index, problem: problem(lines[index], message) };
    }
    below.push(index - at);
    if (below.length === 2 || textAt(lines, index + 1) === '') return { below, end: index };
  }
  const message = 'the simple table is not closed; expected a border below its header row and one below its last row';
  return { below, end: skipToBlank(lines, at) - 1, problem: problem(lines[at], message) };
}

function readTable(lines: readonly Line[], below: readonly number[], around: Surroundings): TableBlock | Problem {
  const [top] = lines;
  const [headerEnd, bottom] = below;
  if (!top || headerEnd === undefined || bottom === undefined) {
    return problem(
      top,
      'the table has no header row, or is not closed; expected a border below the header row and one at the end',
    );
  }
  const tab = lines.find(line => line.tab);
  if (tab) return problem(tab, 'there is a tab in a table; expected spaces, since the width of a tab is a guess');
  const columns = columnsFrom(top.text);
  const header = readRows(lines.slice(1, headerEnd), columns, around);
  const rows = readRows(lines.slice(headerEnd + 1, bottom), columns, around);
  if ('message' in header) return header;
  if ('message' in rows) return rows;
  const [headerRow, ...others] = header;
  if (!headerRow || others.length > 0)
    return problem(lines[1], `the table has ${header.length} header rows; expected one`);
  if (rows.length === 0) return problem(top, 'the table has a header row only; expected rows below it');
  return { kind: 'table', line: top.number, caption: '', header: headerRow, rows };
}

function columnsFrom(top: string): readonly Column[] {
  const runs = Array.from(top.matchAll(/=+/g), run => ({ from: run.index, to: run.index + run[0].length }));
  return runs.map((run, index) => (index === runs.length - 1 ? { ...run, to: Number.POSITIVE_INFINITY } : run));
}

function readRows(
  lines: readonly Line[],
  columns: readonly Column[],
  around: Surroundings,
): readonly (readonly CellBlock[])[] | Problem {
  const rows: TableLine[][] = [];
  for (const line of lines) {
    const tableLine: TableLine = { ...columnsOf(line.text), number: line.number, text: line.text };
    const wrong = misfit(tableLine, columns);
    if (wrong) return wrong;
    const row = rows.at(-1);
    if (row && startsBlank(tableLine, columns)) row.push(tableLine);
    else if (line.text !== '') rows.push([tableLine]);
  }
  return rows.map(row => columns.map(({ from, to }) => readCell(row, from, to, around)));
}

function startsBlank(line: TableLine, columns: readonly Column[]): boolean {
  return line.slice(0, columns[0]?.to ?? 0).trim() === '';
}

/** What keeps a line from being part of a row: a column span, or text between the columns. */
function misfit(line: TableLine, columns: readonly Column[]): Problem | undefined {
  if (SPAN_UNDERLINE.test(line.text)) {
    return problem(line, 'a row of dashes spans columns of the simple table; expected cells without spans');
  }
  for (const [index, { to }] of columns.entries()) {
    const from = columns[index + 1]?.from;
    if (from === undefined) break;
    for (let column = to; column < from; column += 1) {
      const char = line.charAt(column);
      if (char !== ' ' && char !== '') {
        return problem(line, `text runs across the margin in column ${column + 1} of a simple table; expected a space`);
      }
    }
    // A wide character may straddle the end of a column only by standing in the margin, so the check above sees it.
  }
  return undefined;
}

function problem(line: { readonly number: number } | undefined, message: string): Problem {
  return { line: line?.number ?? 1, message: `${message}.` };
}
