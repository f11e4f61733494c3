import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, complaints, recordEmbedded, withBackup, withStatus } from './embedded-recording.ts';

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
