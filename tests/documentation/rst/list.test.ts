import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../../src/documentation/rst/block.ts';
import { readBlocks } from '../../../src/documentation/rst/blocks.ts';
import { readLines } from '../../../src/documentation/rst/lines.ts';

interface Read {
  readonly outline: unknown;
  /** As `line:column rule`. */
  readonly findings: readonly string[];
}

/** The block tree in short: a text for a paragraph, an array for a list's items and what is in them. */
function short(block: Block): unknown {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'list') return block.items.map(item => item.map(short));
  return block.kind === 'group' ? { group: block.blocks.map(short) } : block.kind;
}

function read(...lines: readonly string[]): Read {
  const findings: string[] = [];
  const blocks = readBlocks(readLines(lines.join('\n')), ({ line, column }, rule) => {
    findings.push(`${line}:${column} ${rule}`);
  });
  return { outline: blocks.map(short), findings };
}

test('bullet lists nest to any depth', () => {
  const { outline, findings } = read('-  a', '', '   -  b', '', '      * c', '', '-  d', '   more', '', 'text');
  assert.deepEqual(outline, [[['a', [['b', [['c']]]]], ['d\nmore']], 'text']);
  assert.deepEqual(findings, []);
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
    assert.deepEqual(read(`${one} x`, `${two} y`), { outline: [[['x'], ['y']]], findings: [] });
  }
});

test('an enumerated list inside a bullet list', () => {
  assert.deepEqual(read('- x', '', '  #. y', '', '     z').outline, [[['x', [['y', 'z']]]]]);
});

test('what only looks like an enumerator is text', () => {
  assert.deepEqual(read('A. Smith and', 'B Jones'), { outline: ['A. Smith and\nB Jones'], findings: [] });
  assert.deepEqual(read('mid. x', '', '(1. y').outline, ['mid. x', '(1. y']);
});

test('an item may start below its bullet', () => {
  assert.deepEqual(read('-', '  a', '', '-', '', '- b').outline, [[['a'], [], ['b']]]);
});

test('an item may start with a label', () => {
  assert.deepEqual(read('-  .. _here:', '', '   text').outline, [[['text']]]);
});

test('fields keep their names', () => {
  const { outline, findings } = read(':one: 1', ':two:', '   2', '', '   3', '', ':ref:`no field`');
  assert.deepEqual(outline, ['one', { group: ['1'] }, 'two', { group: ['2', '3'] }, ':ref:`no field`']);
  assert.deepEqual(findings, []);
});

test('lists and fields without a blank line after them are a finding', () => {
  assert.deepEqual(read('- a', 'text').findings, ['2:1 rst/missing-blank-line']);
  assert.deepEqual(read(':a: b', 'text').findings, ['2:1 rst/missing-blank-line']);
});

test('nesting is bounded', () => {
  const { findings } = read(`${'- '.repeat(60)}x`);
  assert.deepEqual(findings, ['1:83 rst/nested-too-deep']);
});
