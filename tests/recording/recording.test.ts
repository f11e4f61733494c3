import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedTarget } from '../../src/recording/recording.ts';
import { sampleTarget } from '../targets/sample-target.ts';

test('of a target only that is kept which is no secret', () => {
  assert.deepEqual(recordedTarget(sampleTarget()), {
    name: 'vbs.test',
    simulated: false,
    endpoint: 'https://vbs.test/volume',
    project: 'p1',
    admin: false,
  });
  const settings = { endpoint: '--endpoint', user: 'OS_CLOUD', subjects: {} };
  const kept = recordedTarget(sampleTarget({ microversion: '3.70', settings }));
  assert.deepEqual([kept.microversion, kept.settings], ['3.70', settings]);
  assert.doesNotMatch(JSON.stringify(kept), /canary/);
});
