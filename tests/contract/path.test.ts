import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPath, isProject, isSegment, parametersIn, subjectParametersIn } from '../../src/contract/path.ts';

test('a path is filled in, each parameter as one segment and with a value of its own', () => {
  const filled = fillPath('/v3/{tenant_id}/backups/{backup_id}/{id}', { tenant_id: 'p', backup_id: 'b', id: 'i' });
  assert.equal(filled, '/v3/p/backups/b/i');
  assert.equal(fillPath('/v3/{project_id}/x/{id}', { project_id: 'a/b', id: '$& ü' }), '/v3/a%2Fb/x/%24%26%20%C3%BC');
  assert.equal(fillPath('/v3', { project_id: 'p' }), '/v3');
  assert.equal(fillPath('/v3/{id}', {}), '/v3/');
});

test('what can be a segment, and half a character, which has no encoding', () => {
  const values = ['', '.', '..', 'half \uD800', '...', 'a/b', 'ü 😀'];
  assert.deepEqual(values.map(isSegment), [false, false, false, false, true, true, true]);
  assert.equal(fillPath('/{id}', { id: 'half \uD800' }), '/half%20%EF%BF%BD');
});

test('the parameters of a path, in its order', () => {
  assert.deepEqual(parametersIn('/v3/{project_id}/backups/{backup_id}'), ['project_id', 'backup_id']);
  assert.deepEqual(parametersIn('/v3'), []);
});

test('what a path asks about is beside the project', () => {
  assert.deepEqual(subjectParametersIn('/v2/{tenant_id}/volumes/{volume_id}/backups/{id}'), ['volume_id', 'id']);
  assert.deepEqual(subjectParametersIn('/v3/{project_id}/backups'), []);
});

test('the project has two names', () => {
  const names = ['project_id', 'tenant_id', 'backup_id', 'project_ids', 'xproject_id'];
  assert.deepEqual(names.map(isProject), [true, true, false, false, false]);
});
