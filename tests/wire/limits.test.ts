import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsFor, runTime } from '../../src/wire/limits.ts';

test('a body may have 10 MiB, and many bodies together fit into the memory of a run', () => {
  const limits = limitsFor(15_000);
  assert.equal(limits.timeout, 15_000);
  assert.equal(limits.bodyBytes, 10 * 1024 * 1024);
  assert.ok(limits.allBodyBytes < 100 * 1024 * 1024);
  assert.ok(limits.keptBytes < limits.bodyBytes);
});

test('a whole run has time for three exchanges after one another and to spare, and for what the rate costs', () => {
  assert.equal(runTime({ timeout: 15_000, unfinishedWait: 15_000, rate: undefined }, 26), 60_000);
  assert.equal(runTime({ timeout: 1_000, unfinishedWait: 2_000, rate: 5 }, 25), 13_000);
  assert.ok(runTime({ timeout: 1_000, unfinishedWait: 1_000, rate: 0.000_001 }, 25) < 2 ** 31, 'what a timer can wait');
});
