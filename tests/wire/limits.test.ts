import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsFor } from '../../src/wire/limits.ts';

test('a body may have 10 MiB, and many bodies together fit into the memory of a run', () => {
  const limits = limitsFor(15_000);
  assert.equal(limits.timeout, 15_000);
  assert.equal(limits.bodyBytes, 10 * 1024 * 1024);
  assert.ok(limits.allBodyBytes < 100 * 1024 * 1024);
  assert.ok(limits.keptBytes < limits.bodyBytes);
});
