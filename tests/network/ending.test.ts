import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { endingAfter } from '../../src/network/ending.ts';

/** Longer than any test takes. */
const never = 600_000;

test('the end comes after the time, or when the run is interrupted: before it or meanwhile', async () => {
  const running = new AbortController();
  await once(endingAfter(1, running.signal).signal, 'abort');
  const long = endingAfter(never, running.signal);
  assert.equal(long.signal.aborted, false);
  running.abort();
  assert.equal(long.signal.aborted, true);
  const late = endingAfter(never, running.signal);
  assert.equal(late.signal.aborted, true);
  for (const { forget } of [long, late]) forget();
});

test('after forget, the end does not come', () => {
  const running = new AbortController();
  const { signal, forget } = endingAfter(never, running.signal);
  forget();
  running.abort();
  assert.equal(signal.aborted, false);
});
