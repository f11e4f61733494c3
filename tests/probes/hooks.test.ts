import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookProbes, isHookProbe } from '../../src/probes/hooks.ts';
import { showSending } from '../../src/probes/requests.ts';
import type { FaultHook } from '../../src/targets/target.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { sampleContract } from './sample-contract.ts';

const hook = (code: number): FaultHook => ({ code, enter: ['enter'], leave: ['leave'], timeout: 1000 });

const hooked = sampleTarget({ faults: 'hooks', hooks: [503, 409, 418].map(hook) });

test('each hook of a documented fault is a read of the backup that should earn its code', () => {
  const probes = hookProbes(sampleContract(), hooked).filter(isHookProbe);
  const plain = (name: string) => showSending(name, sampleContract(), hooked);
  assert.deepEqual(probes, [
    { hook: hook(409), sending: { ...plain('status/409/hook'), code: 409, once: true } },
    { hook: hook(503), sending: { ...plain('status/503/hook'), code: 503, once: true } },
  ]);
  for (const { sending } of probes) assertAllowed(sending, 'https://vbs.test');
});

test('faults without a hook, and those that are switched off, say so', () => {
  const target = { ...hooked, without: ['status/503/hook'] };
  const unsent = hookProbes(sampleContract(), target).filter(one => !isHookProbe(one));
  const none = 'the target has no such hook';
  assert.deepEqual(unsent, [
    { name: 'status/500/hook', reason: none },
    { name: 'status/502/hook', reason: none },
    { name: 'status/503/hook', reason: 'switched off' },
    { name: 'status/504/hook', reason: none },
  ]);
});

test('only documented faults are brought about', () => {
  assert.deepEqual(hookProbes(sampleContract([200, 404, 502]), hooked), [
    { name: 'status/502/hook', reason: 'the target has no such hook' },
  ]);
  assert.deepEqual(hookProbes(sampleContract([200, 404, 418]), hooked), []);
});
