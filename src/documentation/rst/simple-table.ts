import type { Construct, Surroundings, TableBlock } from './block.ts';
import type { Finding } from './finding.ts';
import { type Line, skipToBlank } from './lines.ts';
import {
  columnIn,
  noRows,
  readCell,
  type TableLine,
  tabFinding,
  tableFinding,
  tableLines,
  tableReading,
} from './table.ts';

/** Cells of a table. A line has one in every column, however short it is: a page of a megabyte could have a billion. */
const mostCells = 100_000;

const TOP = /^=+(?: +=+)+$/;
const BORDER = /^=[= ]*$/;
const SPAN_UNDERLINE = /^-[- ]*$/;

/** A column; the last one is open to the right. */
interface Column {
  readonly from: number;
  readonly to: number;
}

/** The header row and the other rows, as lines. */
interface Body {
  readonly header: readonly Line[];
  readonly rows: readonly Line[];
}

/**
 * Reads a simple table (docutils reStructuredText specification, "Simple Tables"), without column spans: all its borders
 * are equal, and a line belongs to the row above when its first column is blank. Everything else is a finding, and the
 * table is left out.
 */
export const simpleTable: Construct = (lines, at, around) => {
  const top = lines[at];
  if (!top || !TOP.test(top.text)) return undefined;
  const { body, next } = findBody(lines, at, top);
  const table = 'rule' in body ? body : readTable(top, body, around);
  return tableReading(table, lines, next, around);
};

/** A simple table has a border below its header row, and the next border with a blank line below it is its bottom. */
function findBody(
  lines: readonly Line[],
  at: number,
  top: Line,
): { readonly body: Body | Finding; readonly next: number } {
  let headerEnd: number | undefined;
  for (let index = at + 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || !BORDER.test(line.text)) continue;
    const next = index + 1;
    if (line.text !== top.text) {
      const message = 'this border differs from the top border of its table; expected the same columns';
      return { body: tableFinding(line, 'uneven-border', message), next };
    }
    const after = lines[next];
    const endsHere = !after || after.text === '';
    if (headerEnd === undefined && endsHere) {
      const message = 'the table has no header row; expected a border below its first row';
      return { body: tableFinding(top, 'no-header-row', message), next };
    }
    if (headerEnd === undefined) {
      headerEnd = index;
      continue;
    }
    if (!endsHere) {
      const message = 'text follows a simple table immediately; expected a blank line';
      return { body: tableFinding(after, 'text-below-table', message), next };
    }
    return { body: { header: lines.slice(at + 1, headerEnd), rows: lines.slice(headerEnd + 1, index) }, next };
  }
  const message = 'the simple table is not closed; expected a border below its header row and one below its last row';
  return { body: tableFinding(top, 'unclosed-table', message), next: skipToBlank(lines, at) };
}

function readTable(top: Line, body: Body, around: Surroundings): TableBlock | Finding {
  const tab = tabFinding([top, ...body.header, ...body.rows]);
  if (tab) return tab;
  const columns = columnsFrom(top.text);
  if (columns.length * (body.header.length + body.rows.length) > mostCells) {
    const message = `the table has more than ${mostCells} cells; expected fewer rows or columns`;
    return tableFinding(top, 'table-too-large', message);
  }
  const header = readRows(body.header, columns, around);
  if ('rule' in header) return header;
  const rows = readRows(body.rows, columns, around);
  if ('rule' in rows) return rows;
  const [names, ...others] = header;
  if (!names || others.length > 0) {
    return tableFinding(top, 'not-one-header-row', `the table has ${header.length} header rows; expected one`);
  }
  if (rows.length === 0) return noRows(top);
  return { kind: 'table', line: top.line, column: top.column, caption: '', header: names, rows };
}

function columnsFrom(top: string): readonly Column[] {
  const runs = Array.from(top.matchAll(/=+/g), run => ({ from: run.index, to: run.index + run[0].length }));
  return runs.map((run, index) => (index === runs.length - 1 ? { ...run, to: Number.POSITIVE_INFINITY } : run));
}

function readRows(
  lines: readonly Line[],
  columns: readonly Column[],
  around: Surroundings,
): TableBlock['rows'] | Finding {
  const rows: TableLine[][] = [];
  for (const line of tableLines(lines)) {
    const wrong = misfit(line, columns);
    if (wrong) return wrong;
    const row = rows.at(-1);
    if (!isContinuation(line, columns)) rows.push([line]);
    else if (row) row.push(line);
    else if (line.text !== '') {
      const message = 'the first row of a simple table has a blank first column; expected text, or "\\ "';
      return tableFinding(line, 'blank-first-cell', message);
    }
  }
  return rows.map(row => columns.map(({ from, to }) => readCell(row, from, to, around)));
}

function isContinuation(line: TableLine, columns: readonly Column[]): boolean {
  return line.columns.slice(0, columns[0]?.to ?? 0).trim() === '';
}

/** What keeps a line from being part of a row: a column span, or text in the margin between two columns. */
function misfit(line: TableLine, columns: readonly Column[]): Finding | undefined {
  if (SPAN_UNDERLINE.test(line.text)) {
    const message = 'a line of dashes makes cells span columns in a simple table; expected no spans';
    return tableFinding(line, 'column-span', message);
  }
  for (const [index, { to }] of columns.entries()) {
    const from = columns[index + 1]?.from ?? to;
    for (let column = to; column < from; column += 1) {
      const char = line.columns.charAt(column);
      if (char === ' ' || char === '') continue;
      const message = `text runs across the margin in column ${column + 1} of a simple table; expected a space`;
      return tableFinding(columnIn(line, column), 'text-in-margin', message);
    }
  }
  return undefined;
}
