import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOlder } from '../../src/contract/version.ts';

test('versions are compared by their numbers, and a word comes after all of them', () => {
  for (const [one, other] of [
    ['3.9', '3.31'],
    ['2.70', '3.0'],
    ['3.45', 'latest'],
  ] as const) {
    assert.ok(isOlder(one, other), `${one} ${other}`);
    assert.ok(!isOlder(other, one), `${other} ${one}`);
  }
  assert.ok(!isOlder('3.45', '3.45'));
});
