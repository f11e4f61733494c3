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
  const kept = recordedTarget(sampleTarget({ microversion: '3.70' }));
  assert.equal(kept.microversion, '3.70');
  assert.doesNotMatch(JSON.stringify(kept), /canary/);
});
