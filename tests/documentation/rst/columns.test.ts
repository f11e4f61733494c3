import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, columnWidth } from '../../../src/documentation/rst/columns.ts';

test('plain text has a column for each character', () => {
  const columns = columnsOf('|ab|');
  assert.deepEqual([columns.width, columns.charAt(3), columns.charAt(4), columns.slice(1, 3)], [4, '|', '', 'ab']);
});

test('wide characters take two columns, and no character starts in the second', () => {
  const columns = columnsOf('|漢字|');
  assert.equal(columns.width, 6);
  assert.equal(columns.charAt(1), '漢');
  assert.equal(columns.charAt(2), undefined);
  assert.equal(columns.charAt(5), '|');
  assert.equal(columns.slice(3, 5), '字');
});

test('characters outside of the basic plane are one character: narrow or wide, as Unicode says', () => {
  assert.equal(columnsOf('𝒙|').charAt(1), '|');
  assert.equal(columnsOf('😀|').charAt(2), '|');
});

test('combining characters take a column in tables and none in titles, as in docutils', () => {
  assert.equal(columnsOf('e\u0301').width, 2);
  assert.equal(columnWidth('e\u0301'), 1);
  assert.equal(columnWidth('漢e'), 3);
});
