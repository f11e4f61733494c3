import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestNames } from '../../src/text/nearest-names.ts';

const names = ['VBS_BACKUP_ID', 'VBS_ENDPOINT', 'VBS_RATE', 'OS_TOKEN'];

test('a name with a letter more, less, wrong or in the wrong place is near', () => {
  for (const misspelt of ['VBS_BACKUPID', 'VBS_BACKKUP_ID', 'VBS_BACKUB_ID', 'VBS_BAKCUP_ID', 'VBS_BACKUP_ID']) {
    assert.deepEqual(nearestNames(misspelt, names), ['VBS_BACKUP_ID'], misspelt);
  }
  assert.deepEqual(nearestNames('VBS_TOKEN', names), ['OS_TOKEN']);
});

test('what differs in more than a third is not near', () => {
  for (const far of ['', 'VBS_', 'VBS_FOO', 'VBS_NOTHING', 'x'.repeat(100_000)]) {
    assert.deepEqual(nearestNames(far, names), [], far);
  }
});

test('the nearest comes first', () => {
  assert.deepEqual(nearestNames('kitten', ['mitted', 'kittens', 'kitchen', 'sitting']), [
    'kittens',
    'mitted',
    'kitchen',
  ]);
});
