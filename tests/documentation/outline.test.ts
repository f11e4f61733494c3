import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBody } from './sample-page.ts';

const TABLE = ['=== ====', 'Key Text', '=== ====', 'a   one', '=== ====', ''] as const;

function titles(...lines: readonly string[]): readonly string[] {
  const page = readBody(...lines);
  assert.deepEqual(page.findings, []);
  return page.tables.map(table => table.title);
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map(line => `   ${line}`);
}

test('a table is titled by the paragraph before it', () => {
  assert.deepEqual(titles('-  **links** field', '', ...indent(TABLE)), ['links field']);
});

test('a table below a table has the same paragraph before it', () => {
  assert.deepEqual(titles('lead', '', ...TABLE, ...TABLE), ['lead', 'lead']);
});

test('a table below a list is titled by the last item', () => {
  assert.deepEqual(titles('-  one', '', '-  two', '', ...TABLE), ['two']);
});

test('a table alone in its item is titled by the text before the list', () => {
  assert.deepEqual(titles('lead', '', '-', '', ...indent(TABLE)), ['lead']);
});

test('a note between text and table is no title', () => {
  assert.deepEqual(titles('lead', '', '.. note:: aside', '', ...TABLE), ['lead']);
});

test('a section starts without title', () => {
  assert.deepEqual(titles('text', '', 'Next', '----', '', ...TABLE), ['']);
});
