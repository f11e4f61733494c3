import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookDigest, hookOfEntry, keeperOf, newEntry, parseEntry } from '../../src/faults/journal-entry.ts';
import type { FaultHook } from '../../src/targets/target.ts';

const hook: FaultHook = { code: 502, enter: ['./break', 'canary'], leave: ['./mend', 'canary'], timeout: 1000 };
const run = { pid: 10, bootId: 'boot', startTime: '1' };
const guard = { pid: 11, bootId: 'boot', startTime: '2' };
const entry = newEntry('id', '/operator/targets/lab.yaml', hook, run, new Date(0));

test('an entry is read as it was written, and has no word of the commands', () => {
  const text = JSON.stringify({ ...entry, guard });
  assert.deepEqual(parseEntry(text), { ...entry, guard });
  assert.ok(!text.includes('canary'));
});

const damages: readonly (readonly [what: string, change: object])[] = [
  ['no format', { format: 2 }],
  ['no id', { id: undefined }],
  ['a profile whose place depends on the folder', { profile: 'targets/lab.yaml' }],
  ['a code that is none', { code: '502' }],
  ['another state', { state: 'over' }],
  ['no run', { run: undefined }],
  ['a process that is none', { run: { ...run, pid: -1 } }],
  ['a guard that is none', { guard: 11 }],
];

for (const [what, change] of damages) {
  test(`${what} makes it no entry`, () => assert.equal(parseEntry(JSON.stringify({ ...entry, ...change })), undefined));
}

test('no JSON is no entry', () => {
  for (const text of ['', '{', 'null', '[]']) assert.equal(parseEntry(text), undefined, text);
});

test('a fault is left by the hook that it was entered with, and by no other', () => {
  assert.equal(hookOfEntry(entry, [{ ...hook, code: 503 }, hook]), hook);
  assert.equal(hookOfEntry(entry, [{ ...hook, timeout: 5 }])?.timeout, 5, 'it may take more time than it did');
  for (const other of [{ code: 503 }, { leave: ['./mend'] }, { enter: ['./break'] }] as const) {
    assert.equal(hookOfEntry(entry, [{ ...hook, ...other }]), undefined);
  }
  assert.equal(hookOfEntry(entry, []), undefined);
});

test('the digest tells arguments apart, however they are cut', () => {
  assert.notEqual(hookDigest({ ...hook, leave: ['a', 'b c'] }), hookDigest({ ...hook, leave: ['a b', 'c'] }));
});

test('the guard sees to a fault as long as it runs, else the run', () => {
  const keeper = (...running: readonly unknown[]) => keeperOf({ ...entry, guard }, one => running.includes(one));
  assert.deepEqual([keeper(run, guard), keeper(run), keeper()], [guard, run, undefined]);
  assert.equal(
    keeperOf(entry, () => true),
    run,
    'before there is a guard',
  );
});
