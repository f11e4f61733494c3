import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { PAGE } from './damages.ts';
import { findingsOf, readBody } from './sample-page.ts';
import { missing, sharedPages } from './shared-pages.ts';

/** Asserts that every cell whose text begins with a word has that word at its position, perhaps behind a mark. */
function assertCellsAreThere(page: Page, text: string): void {
  const lines = text.split('\n');
  for (const { line, column, text: shown } of page.tables.flatMap(table => table.rows.flat())) {
    const word = /^[A-Za-z0-9]+/.exec(shown)?.[0];
    const found = lines[line - 1]?.slice(column - 1) ?? '';
    const mark = /^(?:\*\*?|``?|:ref:`|- +)/.exec(found)?.[0] ?? '';
    if (word) assert.ok(found.slice(mark.length).startsWith(word), `${page.file}:${line}:${column}: ${shown}`);
  }
}

test('cells are where their positions say', () => assertCellsAreThere(readPage('thing.rst', PAGE), PAGE));

test('cells of the shared pages are where their positions say', { skip: missing }, () => {
  for (const { name, text } of sharedPages()) assertCellsAreThere(readPage(name, text), text);
});

test('a finding deep inside a page has its column there', () => {
  const page = readBody(
    '-  .. note::',
    '',
    '      #. ====== ======',
    '         Key    **Text',
    '         ====== ======',
    '         a      b',
    '         ====== ======',
  );
  assert.deepEqual(findingsOf(page), ['4:17 rst/endless-markup']);
});

test('columns count as the GNU Coding Standards do: tab stops every eight, wide characters two', () => {
  assert.deepEqual(findingsOf(readBody('-\tone', '', '\ta **b')), ['3:9 rst/endless-markup']);
  const wide = ['==== ====', 'Key  Text', '==== ====', '漢   **b', '==== ===='];
  assert.deepEqual(findingsOf(readBody(...wide)), ['4:6 rst/endless-markup']);
});
