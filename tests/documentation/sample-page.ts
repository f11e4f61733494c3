import assert from 'node:assert/strict';
import type { Page, Table } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';

/** What stands above the body of a sample page; the body starts at line `BODY`. */
const HEAD = 'Show a Thing\n============\n\nURI\n---\n\nGET /v1/things/{id}\n\nResponse\n--------\n\n';

/** The line at which the body of a sample page starts. */
export const BODY = HEAD.split('\n').length;

/** Reads a page that is in order but for its body. */
export function readBody(...lines: readonly string[]): Page {
  return readPage('thing.rst', `${HEAD}${lines.join('\n')}\n`);
}

/** The tables of such a page as text: header, then rows. */
export function textsOf(tables: readonly Table[]): readonly (readonly (readonly string[])[])[] {
  return tables.map(table => [table.header, ...table.rows.map(row => row.map(cell => cell.text))]);
}

/** The findings on such a page as `line:column rule`, lines counted from the start of its body. */
export function findingsOf(page: Page): readonly string[] {
  return page.findings.map(({ line, column, rule }) => `${line - BODY + 1}:${column} ${rule}`);
}

/** Asserts what the first finding on such a page is, and what it says. */
export function assertFirst(page: Page, finding: string, sentence: RegExp): void {
  assert.equal(findingsOf(page)[0], finding);
  assert.match(page.findings[0]?.sentence ?? '', sentence);
}

/** A table with some of its lines replaced, counted from 1; undefined deletes a line. */
export function withLines(
  table: readonly string[],
  replacements: Readonly<Record<number, string | undefined>>,
): readonly string[] {
  return table.flatMap((line, index) => (index + 1 in replacements ? (replacements[index + 1] ?? []) : line));
}

/** Asserts that the lines give no table, and what the first finding on them is. */
export function assertNoTable(lines: readonly string[], finding: string, sentence: RegExp): void {
  const page = readBody(...lines);
  assert.deepEqual(page.tables, []);
  assertFirst(page, finding, sentence);
}
