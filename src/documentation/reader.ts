import { operationsOf } from './operations.ts';
import { outlineOf } from './outline.ts';
import type { Page, Problem } from './page.ts';
import { readBlocks } from './rst/blocks.ts';
import { readLines } from './rst/lines.ts';
import { statusCodesOf } from './status-codes.ts';

/**
 * Reads one documentation page written in the reStructuredText of this family of pages (docutils reStructuredText
 * specification, and Sphinx's `code-block`, `toctree` and `:ref:`).
 *
 * Never throws, and takes time in proportion to the size of the text. What it cannot read is a problem of the page and
 * is left out: a table with a problem is not among the tables, and no table is shorter than it stands on the page.
 * Every table has a header row, because tables are read by header name: one without is a problem.
 *
 * @param file the page's path, as places are to name it.
 * @param text the page.
 */
export function readPage(file: string, text: string): Page {
  const problems: Problem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ line, message });
  };
  const outline = outlineOf(readBlocks(readLines(text), report), report);
  const operations = operationsOf(outline, report);
  const statusCodes = statusCodesOf(outline, report);
  return {
    file,
    title: outline.title,
    operations,
    tables: outline.passages.flatMap(passage => (passage.kind === 'table' ? passage.table : [])),
    examples: outline.passages.flatMap(passage => (passage.kind === 'example' ? passage.example : [])),
    statusCodes,
    problems: problems.sort((one, other) => one.line - other.line),
  };
}
