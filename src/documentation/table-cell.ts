import type { CellBlock, Surroundings } from './block.ts';
import type { ColumnedText } from './columns.ts';
import { dedent, type Line } from './lines.ts';

/** A line of a table with its columns. */
export interface TableLine extends ColumnedText {
  readonly number: number;
  readonly text: string;
}

/** Reads what stands between two columns of a row's lines, as docutils does: as a page of its own. */
export function readCell(row: readonly TableLine[], from: number, to: number, around: Surroundings): CellBlock {
  const lines = row.map((line): Line => ({ number: line.number, text: line.slice(from, to).trimEnd(), tab: false }));
  const body = dedent(lines);
  return { line: body[0]?.number ?? row[0]?.number ?? 0, blocks: around.readInside(body) };
}
