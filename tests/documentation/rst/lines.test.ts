import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dedent, readLines, takeBlock, takeIndented, textOf } from '../../../src/documentation/rst/lines.ts';

test('lines are numbered from 1 whatever ends them', () => {
  assert.deepEqual(
    readLines('a\r\nb\nc\rd').map(line => [line.number, line.text]),
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
  assert.deepEqual(line, { number: 1, text: 'ab      c', tab: true });
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
