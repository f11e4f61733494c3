import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timedOut } from '../../src/network/timeout.ts';

test('a time-out says after how many seconds', () => {
  assert.deepEqual(timedOut(1500), { kind: 'timeout', message: 'timed out after 1.5 s' });
});
