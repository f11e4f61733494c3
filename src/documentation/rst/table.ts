import type { Problem } from '../page.ts';
import type { BlocksRead, CellBlock, Surroundings, TableBlock } from './block.ts';
import { type ColumnedText, columnsOf } from './columns.ts';
import { dedent, type Line, skipToBlank } from './lines.ts';

/** A line of a grid table or a simple table, with its columns. */
export interface TableLine extends Line {
  readonly columns: ColumnedText;
}

/** Makes the lines of a table addressable by column. */
export function tableLines(lines: readonly Line[]): readonly TableLine[] {
  return lines.map(line => ({ number: line.number, text: line.text, tab: line.tab, columns: columnsOf(line.text) }));
}

/** A table that was read, or what is wrong with it, which is reported; `next` is the first index after its lines. */
export function tableReading(
  table: TableBlock | Problem,
  lines: readonly Line[],
  next: number,
  around: Surroundings,
): BlocksRead {
  if ('kind' in table) return { blocks: [table], next };
  around.report(table.line, table.message);
  return { blocks: [], next: skipToBlank(lines, next) };
}

/** A problem of a table, the line where it shows, and what was expected there. */
export function tableProblem(line: Line, message: string): Problem {
  return { line: line.number, message: `${message}.` };
}

/** What makes the columns of these lines a guess, if anything. */
export function tabProblem(lines: readonly Line[]): Problem | undefined {
  const line = lines.find(one => one.tab);
  return line && tableProblem(line, 'there is a tab in a table; expected spaces, which have one width');
}

/** Reads what stands between two columns of a row's lines: like docutils, as if it were a page of its own. */
export function readCell(row: readonly TableLine[], from: number, to: number, around: Surroundings): CellBlock {
  const lines = row.map(line => ({ number: line.number, text: line.columns.slice(from, to).trimEnd(), tab: false }));
  const body = dedent(lines);
  return { line: body[0]?.number ?? row[0]?.number ?? 1, blocks: around.readInside(body) };
}
