import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../../src/documentation/rst/block.ts';
import { readBlocks } from '../../../src/documentation/rst/blocks.ts';
import { readLines } from '../../../src/documentation/rst/lines.ts';

interface Read {
  readonly outline: unknown;
  readonly problems: readonly (readonly [number, string])[];
}

/** The block tree in short: a text for a paragraph, an array for a list's items and what is in them. */
function short(block: Block): unknown {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'list') return block.items.map(item => item.map(short));
  return block.kind === 'group' ? { group: block.blocks.map(short) } : block.kind;
}

function read(...lines: readonly string[]): Read {
  const problems: (readonly [number, string])[] = [];
  const blocks = readBlocks(readLines(lines.join('\n')), (line, message) => problems.push([line, message]));
  return { outline: blocks.map(short), problems };
}

test('bullet lists nest to any depth', () => {
  const { outline, problems } = read('-  a', '', '   -  b', '', '      * c', '', '-  d', '   more', '', 'text');
  assert.deepEqual(outline, [[['a', [['b', [['c']]]]], ['d\nmore']], 'text']);
  assert.deepEqual(problems, []);
});

test('enumerated lists of every style', () => {
  for (const [one, two] of [
    ['1.', '2.'],
    ['#.', '#.'],
    ['a.', 'b.'],
    ['A)', 'B)'],
    ['(1)', '(2)'],
    ['iv.', 'v.'],
  ]) {
    assert.deepEqual(read(`${one} x`, `${two} y`), { outline: [[['x'], ['y']]], problems: [] });
  }
});

test('an enumerated list inside a bullet list', () => {
  assert.deepEqual(read('- x', '', '  #. y', '', '     z').outline, [[['x', [['y', 'z']]]]]);
});

test('what only looks like an enumerator is text', () => {
  assert.deepEqual(read('A. Smith and', 'B Jones'), { outline: ['A. Smith and\nB Jones'], problems: [] });
  assert.deepEqual(read('mid. x', '', '(1. y').outline, ['mid. x', '(1. y']);
});

test('an item may start below its bullet', () => {
  assert.deepEqual(read('-', '  a', '', '-', '', '- b').outline, [[['a'], [], ['b']]]);
});

test('an item may start with a label', () => {
  assert.deepEqual(read('-  .. _here:', '', '   text').outline, [[['text']]]);
});

test('fields keep their names', () => {
  const { outline, problems } = read(':one: 1', ':two:', '   2', '', '   3', '', ':ref:`no field`');
  assert.deepEqual(outline, ['one', { group: ['1'] }, 'two', { group: ['2', '3'] }, ':ref:`no field`']);
  assert.deepEqual(problems, []);
});

test('lists and fields without a blank line after them are a problem', () => {
  assert.deepEqual(read('- a', 'text').problems, [
    [2, 'text follows a list item immediately; expected a blank line, or deeper indentation.'],
  ]);
  assert.deepEqual(read(':a: b', 'text').problems, [
    [2, 'text follows a field immediately; expected a blank line, or deeper indentation.'],
  ]);
});

test('nesting is bounded', () => {
  const { problems } = read(`${'- '.repeat(60)}x`);
  assert.deepEqual(problems, [[1, 'constructs are nested more than 40 levels deep; expected a shallower page.']]);
});
