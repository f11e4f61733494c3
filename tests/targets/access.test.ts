import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Named, wordsFor } from '../../src/targets/access.ts';

test('a user or project in words is its id, or its name with the domain in which that is unique', () => {
  const words: readonly (readonly [Named, string])[] = [
    [{ id: 'e8a1' }, 'e8a1'],
    [{ name: 'demo', domain: { id: 'default' } }, '"demo" of the domain "default"'],
    [{ name: 'demo', domain: { name: 'Some Company' } }, '"demo" of the domain "Some Company"'],
  ];
  for (const [named, text] of words) assert.equal(wordsFor(named), text);
});
