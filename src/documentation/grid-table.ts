import type { CellBlock, Construct, Surroundings, TableBlock } from './block.ts';
import { columnsOf } from './columns.ts';
import { type Line, skipToBlank, textAt } from './lines.ts';
import type { Problem } from './page.ts';
import { readCell, type TableLine } from './table-cell.ts';

/** What a line must look like to be meant as the top border of a grid table. */
const ATTEMPT = /^\+[-=+]{2}/;
const TOP = /^\+(?:-+\+)+$/;

interface Row {
  readonly header: boolean;
  readonly lines: readonly TableLine[];
}

/**
 * Reads a grid table (docutils reStructuredText specification, "Grid Tables"), without row and column spans: then every
 * border equals the top border, with "=" below the header row. Everything else is a problem, and the table is left out.
 */
export const gridTable: Construct = (lines, at, around) => {
  if (!ATTEMPT.test(textAt(lines, at))) return undefined;
  let end = at;
  while (/^[+|]/.test(textAt(lines, end))) end += 1;
  const next = skipToBlank(lines, end);
  const table = readTable(lines.slice(at, end), lines[end], around);
  if ('kind' in table) return { blocks: [table], next };
  around.report(table.line, table.message);
  return { blocks: [], next };
};

function readTable(lines: readonly Line[], after: Line | undefined, around: Surroundings): TableBlock | Problem {
  const top = lines[0];
  if (!top || !TOP.test(top.text)) {
    return problem(
      top,
      'the top border of a grid table is broken; expected runs of "-" between "+", as in "+---+---+"',
    );
  }
  const tableLines: TableLine[] = [];
  for (const line of lines) {
    const tableLine: TableLine = { ...columnsOf(line.text), number: line.number, text: line.text };
    const wrong = misfit(line, tableLine, top.text);
    if (wrong) return wrong;
    tableLines.push(tableLine);
  }
  if (lines.at(-1)?.text !== top.text) {
    return problem(lines.at(-1), 'the grid table is not closed; expected its bottom border below this line');
  }
  if (after && after.text !== '') {
    return problem(
      after,
      'the grid table goes on without "|" or "+" in its first column; expected a blank line below it',
    );
  }
  const rows = splitRows(tableLines, top.text);
  if ('message' in rows) return rows;
  const [header, ...body] = rows.map(row => readRow(row.lines, top.text, around));
  return { kind: 'table', line: top.number, caption: '', header: header ?? [], rows: body };
}

/** What keeps a line from belonging to the grid that the top border draws. */
function misfit(line: Line, columns: TableLine, top: string): Problem | undefined {
  if (line.tab) return problem(line, 'there is a tab in a table; expected spaces, since the width of a tab is a guess');
  if (columns.width !== top.length) {
    return problem(line, `this line of a grid table ends in column ${columns.width}; expected column ${top.length}`);
  }
  if (line.text.startsWith('+')) return isBorder(line.text, top) ? undefined : spanOrDamage(line, columns, top);
  for (const column of boundaries(top)) {
    if (columns.charAt(column) !== '|') return spanOrDamage(line, columns, top, column);
  }
  return undefined;
}

function isBorder(text: string, top: string): boolean {
  return text === top || text === headerBorder(top);
}

function headerBorder(top: string): string {
  return top.replaceAll('-', '=');
}

function spanOrDamage(line: Line, columns: TableLine, top: string, column?: number): Problem {
  if (column === undefined) {
    return /[^-=+]/.test(line.text)
      ? problem(line, 'a border of the grid table is broken or a cell spans rows; expected a border across all columns')
      : problem(
          line,
          'this border differs from the top border, or a cell spans columns; expected the same corners "+"',
        );
  }
  const place = `in column ${column + 1}`;
  const found = columns.charAt(column);
  if (found === '+' || found === '-') {
    return problem(line, `a cell spans rows: a border meets this line ${place}; expected "|", one row on each line`);
  }
  const corners = top.length > column ? 'as the top border says' : 'at the end';
  return problem(line, `a cell spans columns or the grid is misaligned; expected "|" ${place}, ${corners}`);
}

/** The columns at which the top border has its corners. */
function boundaries(top: string): readonly number[] {
  return Array.from(top.matchAll(/\+/g), match => match.index);
}

function splitRows(lines: readonly TableLine[], top: string): readonly Row[] | Problem {
  const rows: Row[] = [];
  let start = 1;
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line?.text.startsWith('+')) continue;
    if (index === start)
      return problem(line, 'two borders of the grid table follow each other; expected a row between');
    rows.push({ header: line.text !== top, lines: lines.slice(start, index) });
    start = index + 1;
  }
  const wrong = headerProblem(rows, lines[0]);
  return wrong ?? rows;
}

function headerProblem(rows: readonly Row[], top: TableLine | undefined): Problem | undefined {
  const [first, ...rest] = rows;
  if (rows.every(row => !row.header)) {
    return problem(top, 'the table has no header row; expected a border of "=" below the first row');
  }
  const late = rest.find(row => row.header);
  if (!first?.header || late) {
    return problem(
      late?.lines[0] ?? top,
      'the table has several header rows; expected one border of "=", below the first row',
    );
  }
  return rest.length === 0 ? problem(top, 'the table has a header row only; expected rows below it') : undefined;
}

function readRow(lines: readonly TableLine[], top: string, around: Surroundings): readonly CellBlock[] {
  const columns = boundaries(top);
  return columns.slice(1).map((right, index) => readCell(lines, (columns[index] ?? 0) + 1, right, around));
}

function problem(line: { readonly number: number } | undefined, message: string): Problem {
  return { line: line?.number ?? 1, message: `${message}.` };
}
