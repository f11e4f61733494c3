import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExample } from '../../src/documentation/example.ts';
import type { Example } from '../../src/documentation/page.ts';

function read(text: string): Example {
  return readExample({ kind: 'code', line: 3, column: 5, caption: '', text }, 'title', ['section']);
}

test('JSON is parsed', () => {
  assert.deepEqual(read('{"a": [null]}'), {
    line: 3,
    column: 5,
    title: 'title',
    section: ['section'],
    text: '{"a": [null]}',
    json: { a: [null] },
  });
});

test('null is JSON, too', () => assert.equal(read('null').json, null));

test('other text says why it is no JSON', () => {
  const example = read('GET /a');
  assert.equal('json' in example, false);
  assert.match(example.error ?? '', /JSON/);
});

test('JSON that is nested too deeply is none; brackets in its texts do not count', () => {
  assert.equal(read(`${'['.repeat(201)}${']'.repeat(201)}`).error, 'nested more than 200 levels deep');
  assert.deepEqual(read(`["\\"${'['.repeat(500)}"]`).json, [`"${'['.repeat(500)}`]);
});
