import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsBelow, readFacts } from './read-facts.ts';
import { smallPage } from './small-page.ts';

test('children of a parent in the same table are nested as the example shows', () => {
  const rows = [
    ['thing', 'dict', 'T'],
    ['id', 'string', 'I'],
    ['parts', 'list<dict>', 'P'],
    ['name', 'string', 'N'],
    ['last', 'string', 'L'],
  ] as const;
  const { body } = readFacts(smallPage('{"thing": {"id": "x", "parts": [{"name": "n"}], "last": "l"}}', rows));
  assert.deepEqual(idsBelow(body.root).slice(2), [
    'response/id',
    'response/parts',
    'response/parts/item/name',
    'response/last',
  ]);
});

test('a name that parent and child share is found in both, and what the example lacks stays with the row before it', () => {
  const rows = [
    ['thing', 'dict', 'T'],
    ['id', 'string', 'I'],
    ['part', 'dict', 'P'],
    ['id', 'string', 'I'],
    ['lost', 'string', 'L'],
    ['size', 'int', 'S'],
    ['name', 'string', 'N'],
  ] as const;
  const { body } = readFacts(smallPage('{"thing": {"id": "x", "name": "n", "part": {"id": "y", "size": 1}}}', rows));
  assert.deepEqual(idsBelow(body.root).slice(2), [
    'response/id',
    'response/part',
    'response/part/id',
    'response/part/lost',
    'response/part/size',
    'response/name',
  ]);
});
