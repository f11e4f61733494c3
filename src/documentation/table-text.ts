import type { Cell, Table } from './page.ts';
import type { Block, CellBlock, TableBlock } from './rst/block.ts';
import type { Position } from './rst/finding.ts';
import type { PlainText } from './rst/inline.ts';

/** A table's texts, and the tables inside its cells, which are tables of their own. */
export interface TableText extends Pick<Table, 'header' | 'rows'> {
  readonly inner: readonly TableBlock[];
}

/** Removes the markup of a text that begins here. */
export type ReadPlain = (at: Position, source: string) => PlainText;

/**
 * Reads the text of a table's cells, as docutils' `astext()` does: paragraphs and code blocks, those of list items and
 * notes too, are texts of their own. Each starts a new line; a code block keeps its line ends and its white space.
 */
export function readTableText(table: TableBlock, readPlain: ReadPlain): TableText {
  const inner: TableBlock[] = [];
  const header = table.header.map(cell => readCellText(cell).text.replaceAll('\n', ' '));
  const rows = table.rows.map(row => row.map(readCellText));
  return { header, rows, inner };

  function readCellText(cell: CellBlock): Cell {
    const texts: PlainText[] = [];
    collect(cell.blocks, texts);
    const text = texts.map(one => one.text).join('\n');
    return { line: cell.line, column: cell.column, text, bold: texts.flatMap(one => one.bold) };
  }

  function collect(blocks: readonly Block[], texts: PlainText[]): void {
    for (const block of blocks) {
      if (block.kind === 'paragraph' || block.kind === 'title') texts.push(readPlain(block, block.text));
      else if (block.kind === 'code') texts.push({ text: block.text, bold: [] });
      else if (block.kind === 'list') for (const item of block.items) collect(item, texts);
      else if (block.kind === 'group') collect(block.blocks, texts);
      else if (block.kind === 'table') inner.push(block);
    }
  }
}
