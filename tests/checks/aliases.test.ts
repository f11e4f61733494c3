import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { aliases, currentId } from '../../src/checks/aliases.ts';
import { formsOfId } from '../../src/checks/check-id.ts';
import { packageRoot } from '../../src/cli/package-root.ts';

test('an id that was renamed leads to the one of today, over all of its names', () => {
  const renamed = new Map([
    ['a', 'b'],
    ['b', 'c'],
  ]);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map(id => currentId(id, renamed)),
    ['c', 'c', 'c', 'd'],
  );
});

test('a check is known by the ids that it had before, in all of their forms', () => {
  const renamed = new Map([
    ['shop/v3/show/first', 'shop/v3/show/second'],
    ['shop/v3/view/zeroth', 'shop/v3/show/first'],
  ]);
  const forms = (...ids: readonly string[]) =>
    formsOfId('shop/v3/show/second', { id: 'shop/v3/show', name: 'show' }, renamed).filter(form => ids.includes(form));
  const known = ['second', 'show/first', 'first', 'shop/v3/show/first', 'shop/v3/view/zeroth'];
  assert.deepEqual(forms(...known).sort(), known.sort());
  assert.deepEqual(formsOfId('shop/v3/show/first', { id: 'shop/v3/show', name: 'show' }, new Map()).length, 3);
});

test('names in a circle come to an end', () => {
  assert.equal(
    typeof currentId(
      'a',
      new Map([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    ),
    'string',
  );
});

test('every alias is the old id of a check of today', () => {
  const pinned = readFileSync(path.join(packageRoot(), 'tests/checks/check-ids.txt'), 'utf8').trimEnd().split('\n');
  for (const old of aliases.keys()) {
    assert.ok(!pinned.includes(old), `${old} is an id of today`);
    assert.ok(pinned.includes(currentId(old)), `${old} leads to no check`);
  }
});
