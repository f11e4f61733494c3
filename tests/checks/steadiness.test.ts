import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import {
  backupWith,
  changed,
  complaints,
  exchangeIn,
  recordEmbedded,
  verdictOn,
  withBackup,
  withExchange,
  withStatus,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();

test('two reads that disagree are unsteady', () => {
  for (const change of [
    { volume_id: '00000000-1111-4222-8333-444444444444', status: 'restoring' },
    { name: 'renamed' },
    { size: 41 },
    { created_at: '2020-01-01T00:00:00', status: 'deleting' },
  ]) {
    const unsteady = changed(
      conforming,
      ['show-again'],
      withBackup(backup => Object.assign(backup, change)),
    );
    assert.ok(complaints(unsteady).includes('steady: failed'), JSON.stringify(change));
  }
  assert.deepEqual(complaints(changed(conforming, ['show-again'], withStatus(503))), ['steady: failed']);
});

test('a backup that changes meanwhile is compared by what identifies it only, and proves no more', () => {
  const moved = (change: object): Recording =>
    changed(conforming, ['show-again'], backupWith({ status: 'deleting', ...change }));
  const still = verdictOn(moved({ name: 'other' }), 'steady');
  assert.equal(still.verdict, 'unproven');
  assert.match(still.message, /^the backup changed between the two reads: status "\w+", then "deleting"$/);
  assert.equal(verdictOn(moved({ id: 'other' }), 'steady').verdict, 'failed');
});

const withUnsent = (recording: Recording, name: string, reason: string): Recording => ({
  ...recording,
  unsent: [...recording.unsent, { name: `show-backup/${name}`, reason }],
});

test('a second read that could not be asked again is unproven, with its answer and the reason', () => {
  const disturbed = changed(conforming, ['show-again'], withStatus(503));
  const { verdict, message } = verdictOn(
    withUnsent(disturbed, 'show-again@2', 'the service stays disturbed'),
    'steady',
  );
  assert.equal(verdict, 'unproven');
  assert.match(
    message,
    /^the second read got 503 at \S+, which may be a passing disturbance, .*the service stays disturbed/,
  );
});

/** The recording with the request of a way asked again: these statuses first, then the answer. */
function askedAgain(name: string, ...statuses: readonly number[]): Recording {
  const last = exchangeIn(conforming, name);
  const [first = 200, ...others] = statuses;
  const tries = [...others.map(status => withStatus(status)(last)), last];
  return tries.reduce(
    (recording, one, index) => withExchange(recording, `${name}@${index + 2}`, one),
    changed(conforming, [name], withStatus(first)),
  );
}

test('answers that differ are listed with their times; the same ones, and those of requests sent once, are none', () => {
  assert.equal(verdictOn(conforming, 'steady/answers').verdict, 'inapplicable');
  const different = verdictOn(askedAgain('status/404/unknown-id', 504), 'steady/answers');
  assert.equal(different.verdict, 'warned');
  assert.match(
    different.message,
    /^status\/404\/unknown-id: .* got 504 at \d\d:\d\d:\d\d, then 404 at \d\d:\d\d:\d\d$/,
  );
  assert.deepEqual(different.deviations, [
    { place: 'status/404/unknown-id', kind: 'unsteady', expected: 'same', got: '504' },
  ]);
  assert.equal(verdictOn(askedAgain('status/404/unknown-id', 404, 404), 'steady/answers').verdict, 'passed');
});

test('a code that comes only after another answer is open, and one of a read is earned', () => {
  const late = verdictOn(askedAgain('status/404/unknown-id', 504), 'status/404');
  assert.equal(late.verdict, 'unproven');
  assert.match(late.message, /^got 504 at \S+, then 404 at \S+, which differ, so that they prove nothing$/);
  assert.equal(verdictOn(askedAgain('show', 504), 'status/200').verdict, 'passed');
  assert.equal(verdictOn(askedAgain('show', 504), 'response/id/type').verdict, 'passed');
});
