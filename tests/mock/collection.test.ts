import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, backupOf, EXAMPLE, incrementalBackupOf, LIST, LIST_DETAILS, readList, SHOW, startFor } from './asking.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('seven backups of two disks, in three states: two with the same name, one without', async t => {
  const show = { ...SHOW, example: { backup: { ...EXAMPLE.backup, name: null } } };
  const service = await startFor(t, [LIST_DETAILS, show]);
  const { backups } = (await readList(service)).list;
  const valuesOf = (name: string) => backups.map(backup => backup[name]);
  assert.equal(backups.length, 7);
  for (const id of valuesOf('id')) assert.match(String(id), UUID);
  assert.equal(new Set(valuesOf('id')).size, 7);
  assert.equal(new Set(valuesOf('volume_id')).size, 2);
  assert.equal(new Set(valuesOf('status')).size, 3);
  assert.equal(new Set(valuesOf('name')).size, 6);
  assert.equal(valuesOf('name').filter(name => name === null).length, 1);
  assert.equal(backups.find(({ id }) => id === backupOf(service))?.name, null);
  for (const backup of backups) assert.deepEqual(Object.keys(backup), Object.keys(EXAMPLE.backup));
});

test('links in lists lead here: to the version of the example, except for those of the incremental backup', async t => {
  const service = await startFor(t, [SHOW, LIST]);
  const { backups } = (await readList(service, '', { path: LIST.path })).list;
  for (const { id, links } of backups) {
    const version = id === incrementalBackupOf(service) ? '/v3' : '/v2';
    const place = `/${service.project}/backups/${id}`;
    assert.deepEqual(links, [
      { rel: 'self', href: service.origin + version + place },
      { href: service.origin + place, rel: 'bookmark' },
    ]);
  }
});

test('lists without an operation that shows: they have the items of their examples, and what one knows of an item, all know', async t => {
  const second = { ...EXAMPLE.backup, id: 'b-2', links: [{ rel: 'self', href: 'http://h/v2/p/backups/b-2' }] };
  const { note: _, ...third } = { ...second, id: 'b-3', links: [{ rel: 'self', href: 'http://h/v2/p/backups/b-3' }] };
  const details = { ...LIST_DETAILS, example: { backups: [EXAMPLE.backup, second, third] } };
  const service = await startFor(t, [LIST, details]);
  assert.deepEqual(service.subjects, { 'list-backups': {}, 'list-backups-details': {} });
  assert.deepEqual(service.incremental, { 'list-backups': {}, 'list-backups-details': {} });
  const ids = [EXAMPLE.backup.id, 'b-2', 'b-3'];
  for (const { path } of [LIST, details]) {
    const { backups } = (await readList(service, '?status=error', { path })).list;
    assert.deepEqual(backups.map(({ id }) => id).sort(), [...ids].sort());
  }
  const { backups } = (await readList(service, '', { path: details.path })).list;
  assert.deepEqual(
    backups.filter(backup => !('note' in backup)).map(({ id }) => id),
    ['b-3'],
    'a member that some items of the example have',
  );
});

test('a list may know more of the backup that is shown; the operation that shows keeps to its example', async t => {
  const details = { ...LIST_DETAILS, example: { backups: [{ ...EXAMPLE.backup, size: 99, zone: 'north' }] } };
  const service = await startFor(t, [details, SHOW]);
  const { backups } = (await readList(service)).list;
  const listed = backups.find(({ id }) => id === backupOf(service));
  assert.deepEqual([listed?.size, listed?.zone], [EXAMPLE.backup.size, 'north']);
  const { backup } = JSON.parse((await ask(service)).body);
  assert.deepEqual(Object.keys(backup), Object.keys(EXAMPLE.backup));
});
