import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cutLeft,
  dedent,
  type Line,
  readLines,
  takeBlock,
  takeIndented,
  textOf,
} from '../../../src/documentation/rst/lines.ts';

test('lines are numbered from 1 whatever ends them', () => {
  assert.deepEqual(
    readLines('a\r\nb\nc\rd').map(({ line, text }) => [line, text]),
    [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ],
  );
});

test('a byte order mark and white space at the end are dropped, NUL becomes visible', () => {
  assert.equal(textOf(readLines('\uFEFFa \n\0')), 'a\n\uFFFD');
});

test('tab stops are eight columns apart, and the tab is remembered', () => {
  const [line] = readLines('ab\tc');
  assert.deepEqual(line, { line: 1, column: 1, text: 'ab      c', tab: true });
});

test('a block ends where the indentation ends, and loses the indentation that it has in common', () => {
  const block = takeBlock(readLines('   a\n\n     b\n  c\nd'), 0);
  assert.equal(textOf(block.lines), ' a\n\n   b\nc');
  assert.equal(block.next, 4);
});

test('lines of known indentation end where it grows less', () => {
  const taken = takeIndented(readLines('   a\n    b\n  c'), 0, 3);
  assert.equal(textOf(taken.lines), 'a\n b');
  assert.equal(taken.next, 2);
});

test('dedent leaves nothing of blank lines alone', () => {
  assert.deepEqual(dedent(readLines('\n\n  \n')), []);
});

test('the column of a line moves with its text, wide characters counting twice', () => {
  const columns = (lines: readonly Line[]): readonly number[] => lines.map(({ column }) => column);
  assert.deepEqual(columns(takeIndented(readLines('    a\n   b'), 0, 3).lines), [4, 4]);
  assert.deepEqual(columns(dedent(readLines('\t  a\n\t b'))), [10, 10]);
  assert.equal(cutLeft(readLines('漢 a')[0] as Line, 2).column, 4);
});
