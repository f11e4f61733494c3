import { operationsOf } from './operations.ts';
import { outlineOf } from './outline.ts';
import type { Page } from './page.ts';
import { readBlocks } from './rst/blocks.ts';
import { byPosition, type Finding, type ReportFinding } from './rst/finding.ts';
import { readLines } from './rst/lines.ts';
import { statusCodesOf } from './status-codes.ts';

/**
 * Reads one documentation page written in the reStructuredText of this family of pages (docutils reStructuredText
 * specification, and Sphinx's `code-block`, `toctree` and `:ref:`).
 *
 * Never throws, and takes time in proportion to the size of the text. What it cannot read is a finding and is
 * left out: a broken table is not among the tables, and no table is shorter than it stands on the page. Every table has
 * a header row, because tables are read by header name.
 *
 * @param file the page's path, as places are to name it.
 * @param text the page.
 */
export function readPage(file: string, text: string): Page {
  const findings: Finding[] = [];
  const report: ReportFinding = ({ line, column }, rule, sentence) => {
    findings.push({ line, column, rule, sentence });
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
    findings: findings.sort(byPosition),
  };
}
