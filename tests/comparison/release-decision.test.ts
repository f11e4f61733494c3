import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GatedComparison } from '../../src/comparison/gate.ts';
import { decisionOn, isDecidedByRun, type RunEnd } from '../../src/comparison/release-decision.ts';

const comparison = (exitStatus: 0 | 1) => ({ exitStatus }) as GatedComparison;
const proven = { musts: 1, applicable: 2 };
const violations: RunEnd = { verdict: 'violations', exitStatus: 1, proven };

test('without a baseline a release passes as its run does', () => {
  assert.deepEqual(decisionOn(violations, undefined), { exitStatus: 1, by: 'run' });
  assert.deepEqual(decisionOn({ verdict: 'conformant', exitStatus: 0, proven }, undefined), {
    exitStatus: 0,
    by: 'run',
  });
});

test('with a baseline what changed decides, in both directions', () => {
  assert.deepEqual(decisionOn(violations, comparison(0)), { exitStatus: 0, by: 'baseline' });
  const conformant = { verdict: 'conformant', exitStatus: 0, proven };
  assert.deepEqual(decisionOn(conformant, comparison(1)), { exitStatus: 1, by: 'baseline' });
  assert.equal(isDecidedByRun({ verdict: 'incomplete', exitStatus: 0, proven }), false, 'chosen by --only');
});

test('a run that tested or proved nothing, was cut short or interrupted, or left a fault decides by itself', () => {
  const none = { musts: 0, applicable: 2 };
  const ends: readonly RunEnd[] = [
    { verdict: 'not tested', exitStatus: 2, proven: none },
    { verdict: 'incomplete', exitStatus: 130, proven },
    { verdict: 'incomplete', exitStatus: 1, proven },
    { ...violations, cutShort: 'The run stopped early: the token expired.' },
    { verdict: 'violations waived', exitStatus: 1, proven, cutShort: 'The run stopped early: the token expired.' },
    { verdict: 'unproven', exitStatus: 1, proven: none },
    { ...violations, damage: 'the fault is not known to be over' },
  ];
  for (const end of ends) {
    assert.ok(isDecidedByRun(end));
    assert.deepEqual(decisionOn(end, comparison(0)), { exitStatus: end.exitStatus, by: 'run' });
  }
});
