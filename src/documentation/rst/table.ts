import type { BlocksRead, CellBlock, Surroundings, TableBlock } from './block.ts';
import { type ColumnedText, columnsOf } from './columns.ts';
import type { Finding, Position } from './finding.ts';
import { dedent, type Line, positionAt, skipToBlank } from './lines.ts';

/** A line of a grid table or a simple table, with its columns. */
export interface TableLine extends Line {
  readonly columns: ColumnedText;
}

/** Makes the lines of a table addressable by column. */
export function tableLines(lines: readonly Line[]): readonly TableLine[] {
  return lines.map(line => ({ ...line, columns: columnsOf(line.text) }));
}

/** A table that was read, or what is wrong with it, which is reported; `next` is the first index after its lines. */
export function tableReading(
  table: TableBlock | Finding,
  lines: readonly Line[],
  next: number,
  around: Surroundings,
): BlocksRead {
  if ('kind' in table) return { blocks: [table], next };
  around.report(table, table.rule, table.sentence);
  return { blocks: [], next: skipToBlank(lines, next) };
}

/** What is wrong with a table, where it shows, and what was expected there. */
export function tableFinding({ line, column }: Position, rule: string, message: string): Finding {
  return { line, column, rule: `rst/${rule}`, sentence: `${message}.` };
}

/** The place of one of a line's columns, which are counted from 0. */
export function columnIn({ line, column }: Position, index: number): Position {
  return { line, column: column + index };
}

/** A table without anything below its header row. */
export function noRows(top: Position): Finding {
  return tableFinding(top, 'no-rows', 'the table has only a header row; expected rows below it');
}

/** What makes the columns of these lines a guess, if anything. */
export function tabFinding(lines: readonly Line[]): Finding | undefined {
  const line = lines.find(one => one.tab);
  return line && tableFinding(line, 'tab-in-table', 'there is a tab in a table; expected spaces');
}

/** Reads what stands between two columns of a row's lines: like docutils, as if it were a page of its own. */
export function readCell(row: readonly TableLine[], from: number, to: number, around: Surroundings): CellBlock {
  const lines = row.map(line => ({
    ...columnIn(line, from),
    text: line.columns.slice(from, to).trimEnd(),
    tab: false,
  }));
  const body = dedent(lines);
  return { ...positionAt(body.length > 0 ? body : lines, 0), blocks: around.readInside(body) };
}
