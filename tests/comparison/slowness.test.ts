import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slowness } from '../../src/comparison/slowness.ts';

const grown = (...durations: readonly (readonly [before: number, after: number])[]) =>
  slowness(durations.map(([before, after]) => ({ before, after })));

test('a median that is three times as long, and 200 ms more, is slower', () => {
  assert.deepEqual(grown([100, 300], [100, 300], [100, 300]), { before: 100, after: 300 });
  assert.equal(grown([100, 299], [100, 299], [100, 299]), undefined);
  assert.equal(grown([90, 289], [90, 289], [90, 289]), undefined);
});

test('one slow answer says nothing, and neither do two requests', () => {
  assert.equal(grown([10, 10], [10, 9000], [10, 10]), undefined);
  assert.equal(grown([10, 9000], [10, 9000]), undefined);
});
