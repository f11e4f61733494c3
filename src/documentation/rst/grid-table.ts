import type { Construct, Surroundings, TableBlock } from './block.ts';
import type { Finding } from './finding.ts';
import { type Line, textAt } from './lines.ts';
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

/** A line that is meant as the top border of a grid table, and one that is. */
const ATTEMPT = /^\+[-=+]{2}/;
const TOP = /^\+(?:-+\+)+$/;

/** The grid that a top border draws. */
interface Grid {
  readonly top: Line;
  /** The border below the header row. */
  readonly headerBorder: string;
  /** The columns of the "+". */
  readonly corners: readonly number[];
}

/** The lines of a row and the border below it. */
interface Row {
  readonly lines: readonly TableLine[];
  readonly border: TableLine;
}

/**
 * Reads a grid table (docutils reStructuredText specification, "Grid Tables"), without row and column spans: then every
 * border equals the top border, with "=" below the header row. Everything else is a finding, and the table is left out.
 */
export const gridTable: Construct = (lines, at, around) => {
  const top = lines[at];
  if (!top || !ATTEMPT.test(top.text)) return undefined;
  let next = at;
  while (/^[+|]/.test(textAt(lines, next))) next += 1;
  const table = readTable(top, lines.slice(at + 1, next), lines[next], around);
  return tableReading(table, lines, next, around);
};

function readTable(
  top: Line,
  below: readonly Line[],
  after: Line | undefined,
  around: Surroundings,
): TableBlock | Finding {
  if (!TOP.test(top.text)) {
    const message = 'the top border of a grid table is broken; expected "-" between "+", as in "+---+---+"';
    return tableFinding(top, 'broken-top-border', message);
  }
  const tab = tabFinding([top, ...below]);
  if (tab) return tab;
  const corners = Array.from(top.text.matchAll(/\+/g), corner => corner.index);
  const grid: Grid = { top, headerBorder: top.text.replaceAll('-', '='), corners };
  const lines = tableLines(below);
  for (const line of lines) {
    const wrong = misfit(line, grid);
    if (wrong) return wrong;
  }
  if (after && after.text !== '') {
    const message = 'a line of the grid table starts with neither "|" nor "+"; expected one of them, or a blank line';
    return tableFinding(after, 'broken-table-line', message);
  }
  const rows = splitRows(lines, grid);
  if ('rule' in rows) return rows;
  const [header = [], ...body] = rows.map(row => readRow(row, grid, around));
  return { kind: 'table', line: top.line, column: top.column, caption: '', header, rows: body };
}

/** What keeps a line from belonging to the grid. */
function misfit(line: TableLine, { top, headerBorder, corners }: Grid): Finding | undefined {
  const { width, charAt } = line.columns;
  if (width !== top.text.length) {
    const message = `this line of a grid table has ${width} columns; expected ${top.text.length}, as at its top`;
    return tableFinding(line, 'uneven-table-line', message);
  }
  if (line.text.startsWith('+')) {
    if (line.text === top.text || line.text === headerBorder) return undefined;
    const spansColumns = 'a cell spans columns or this border is misaligned; expected it to equal the top border';
    const spansRows = 'a cell spans rows or this border is broken; expected a border across all columns';
    return /^[-=+]*$/.test(line.text)
      ? tableFinding(line, 'column-span', spansColumns)
      : tableFinding(line, 'row-span', spansRows);
  }
  const column = corners.find(corner => charAt(corner) !== '|');
  if (column === undefined) return undefined;
  const at = columnIn(line, column);
  return /[-+]/.test(charAt(column) ?? '')
    ? tableFinding(
        at,
        'row-span',
        `a cell spans rows or the grid is broken in column ${column + 1}; expected "|" there`,
      )
    : tableFinding(
        at,
        'column-span',
        `a cell spans columns or the grid is misaligned; expected "|" in column ${column + 1}`,
      );
}

/** Rows are what stands between two borders; the first of them is the header row. */
function splitRows(lines: readonly TableLine[], { top, headerBorder }: Grid): readonly Row[] | Finding {
  const rows: Row[] = [];
  let start = 0;
  for (const [index, border] of lines.entries()) {
    if (!border.text.startsWith('+')) continue;
    if (index === start)
      return tableFinding(border, 'empty-table-row', 'this border has no row above it; expected one');
    rows.push({ lines: lines.slice(start, index), border });
    start = index + 1;
  }
  if (start < lines.length || rows.length === 0) {
    const message = 'the grid table is not closed; expected its bottom border below this line';
    return tableFinding(lines.at(-1) ?? top, 'unclosed-table', message);
  }
  const headerEnds = rows.findLastIndex(row => row.border.text === headerBorder);
  if (headerEnds === -1) {
    const message = 'the table has no header row; expected a border of "=" below its first row';
    return tableFinding(top, 'no-header-row', message);
  }
  if (headerEnds > 0) {
    const border = rows[headerEnds]?.border ?? top;
    const message = 'there is a border of "=" below a later row; expected it below the first row only';
    return tableFinding(border, 'late-header-border', message);
  }
  return rows.length > 1 ? rows : noRows(top);
}

function readRow({ lines }: Row, { corners }: Grid, around: Surroundings): TableBlock['header'] {
  return corners.slice(1).map((right, index) => readCell(lines, (corners[index] ?? 0) + 1, right, around));
}
