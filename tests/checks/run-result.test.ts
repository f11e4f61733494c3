import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunOptions } from '../../src/cli/settings.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { changed, reads, recordEmbedded, resultOf, withBackup, without, withStatus } from './embedded-recording.ts';
import { another, resultOfBoth, withAnother } from './several-operations.ts';

const conforming = await recordEmbedded();
const exitStatus = (recording: Recording, options: RunOptions = {}): number => resultOf(recording, options).exitStatus;
const backupWith = (change: Record<string, unknown>): Recording =>
  changed(
    conforming,
    reads,
    withBackup(backup => Object.assign(backup, change)),
  );

test('the exit status follows the verdicts', () => {
  assert.equal(exitStatus(conforming), 0);
  assert.equal(exitStatus(backupWith({ size: 'ten' })), 1);
  const unknown = backupWith({ status: 'pondering' });
  assert.equal(exitStatus(unknown), 0);
  assert.equal(exitStatus(unknown, { strict: true }), 1);
  const unproven = without(conforming, 'status/407/proxy');
  assert.equal(exitStatus(unproven), 0);
  assert.equal(exitStatus(unproven, { strict: true }), 1);
  assert.equal(exitStatus(unproven, { only: ['status/407'] }), 1, 'nothing was proven');
  const silent = conforming.exchanges.map(one => ({ ...one, response: undefined }));
  assert.equal(exitStatus({ ...conforming, exchanges: silent }), 2);
});

test('a service that a fault hook has left broken fails the run', () => {
  assert.equal(exitStatus({ ...conforming, damage: 'the "leave" command of the fault hook for 502 failed' }), 1);
});

test('a result is plain JSON: what one process keeps is what another reads', () => {
  const result = resultOf(backupWith({ size: 'ten' }));
  const kept = JSON.parse(JSON.stringify(result));
  assert.deepEqual(JSON.stringify(kept), JSON.stringify(result));
  assert.ok(!('exchanges' in kept.run), 'the answers are kept in the recording');
});

test('each operation is judged by its own exchanges', () => {
  const both = withAnother(conforming, second => changed(second, ['show'], withStatus(404)));
  const { operations, verdicts, sums } = resultOfBoth(both);
  const failed = operations.map(one => one.verdicts.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id));
  assert.deepEqual(failed, [[], [`${another.id}/status/200`]]);
  assert.equal(verdicts.length, 2 * (operations[0]?.verdicts.length ?? 0));
  assert.equal(sums.failed, 1);
  const [names] = operations.map(one => new Set(one.verdicts.flatMap(({ exchanges }) => exchanges)));
  assert.ok([...(names ?? [])].every(name => name.startsWith('show-backup/')));
});
