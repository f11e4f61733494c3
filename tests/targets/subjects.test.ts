import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subjectFor, subjectNoun, subjectsIn, subjectVariable } from '../../src/targets/subjects.ts';
import { ConfigurationError } from '../../src/targets/target.ts';

test('a variable for each path parameter, and the old one for the backup', () => {
  const env = { VBS_BACKUP_ID: 'b1', VBS_SUBJECT_VOLUME_ID: 'v1', VBS_SUBJECT_: 'x', VBS_SUBJECT_EMPTY: '' };
  assert.deepEqual(subjectsIn(env), { backup_id: 'b1', volume_id: 'v1' });
  assert.deepEqual(subjectsIn({}), {});
  assert.equal(subjectsIn({ VBS_BACKUP_ID: 'b1', VBS_SUBJECT_BACKUP_ID: 'b2' }).backup_id, 'b1');
});

test('what cannot stand in a path is refused by the name of its variable', () => {
  for (const variable of ['VBS_BACKUP_ID', 'VBS_SUBJECT_VOLUME_ID']) {
    assert.throws(
      () => subjectsIn({ [variable]: '../x' }),
      (error: Error) =>
        error instanceof ConfigurationError && error.message.startsWith(`${variable} contains characters`),
    );
  }
});

test('a value for one operation comes before that for all', () => {
  const subjects = { id: 'all', 'show.id': 'own' };
  assert.deepEqual(
    [subjectFor(subjects, 'show', 'id'), subjectFor(subjects, 'list', 'id'), subjectFor(subjects, 'show', 'other')],
    ['own', 'all', undefined],
  );
});

test('a parameter by its variable and by what it identifies', () => {
  assert.deepEqual(['backup_id', 'volume_id', 'id'].map(subjectVariable), [
    'VBS_BACKUP_ID',
    'VBS_SUBJECT_VOLUME_ID',
    'VBS_SUBJECT_ID',
  ]);
  assert.deepEqual(['backup_id', 'security_group_id', 'name'].map(subjectNoun), ['backup', 'security group', 'name']);
});
