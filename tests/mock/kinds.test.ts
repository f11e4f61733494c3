import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startService } from '../../src/mock/service.ts';
import { ask, backupOf, EXAMPLE, incrementalBackupOf, SHOW, startFor } from './asking.ts';

/** Another operation, whose example is of another project. */
const SHOW_SNAPSHOT = {
  name: 'show-snapshot',
  method: 'GET',
  path: '/v3/{project_id}/snapshots/{snapshot_id}',
  example: {
    snapshot: {
      id: 'snapshot-1',
      project: 'elsewhere',
      links: [{ rel: 'self', href: 'http://snapshot.internal/v3/elsewhere/snapshots/snapshot-1' }],
    },
  },
};

test('two operations at once: each shows its own resources, all of one project', async t => {
  const service = await startFor(t, [SHOW, SHOW_SNAPSHOT]);
  const { origin, project } = service;
  assert.equal(project, EXAMPLE.backup['os-backup-project-attr:tenant_id']);
  assert.deepEqual(service.subjects, {
    'show-backup': { backup_id: EXAMPLE.backup.id },
    'show-snapshot': { snapshot_id: 'snapshot-1' },
  });
  assert.deepEqual(service.incremental, {
    'show-backup': { backup_id: incrementalBackupOf(service) },
    'show-snapshot': {},
  });

  const backup = JSON.parse((await ask(service)).body);
  assert.equal(backup.backup.id, EXAMPLE.backup.id);
  const href = `${origin}/v3/${project}/snapshots/snapshot-1`;
  const snapshot = await ask(service, { path: new URL(href).pathname });
  assert.deepEqual(JSON.parse(snapshot.body), {
    snapshot: { id: 'snapshot-1', project, links: [{ rel: 'self', href }] },
  });

  for (const path of [`snapshots/${backupOf(service)}`, 'backups/snapshot-1', 'volumes/snapshot-1']) {
    assert.equal((await ask(service, { path: `/v3/${project}/${path}` })).status, 404, path);
  }
});

test('one operation in two versions: each page is answered at its own path, and older spellings still lead somewhere', async t => {
  const { backup } = EXAMPLE;
  const older = { ...SHOW, name: 'show-backup-v2', path: '/v2/{tenant_id}/backups/{backup_id}', example: backup };
  const service = await startFor(t, [SHOW, older]);
  const answerAt = async (version: string) =>
    JSON.parse((await ask(service, { path: `${version}/${service.project}/backups/${backup.id}` })).body);
  assert.equal((await answerAt('/v3')).backup.id, backup.id);
  assert.equal((await answerAt('/v2')).id, backup.id);
  assert.equal((await answerAt('')).backup.id, backup.id);
});

test('an operation of a kind that is not served is refused at once, and so is none at all', async () => {
  const others = [{ method: 'POST' }, { path: '/v3/backups/{backup_id}' }];
  for (const other of others) {
    const operations = [SHOW_SNAPSHOT, { ...SHOW, ...other }];
    await assert.rejects(startService({ operations }), { name: 'TypeError', message: /"show-backup"/ });
  }
  await assert.rejects(startService({ operations: [] }), TypeError);
});

test('an operation with the path of another is refused at once, whatever the names of its parameters', async () => {
  for (const path of [SHOW.path, '/v3/{tenant_id}/backups/{id}']) {
    const operations = [SHOW_SNAPSHOT, SHOW, { ...SHOW, name: 'show-again', path }];
    await assert.rejects(startService({ operations }), { name: 'TypeError', message: /"show-again"/ });
  }
});

test('a list without links to its items is shown as it is, and takes nothing from what shows one resource', async t => {
  const zones = {
    name: 'list-zones',
    method: 'GET',
    path: '/v3/{project_id}/zones',
    example: { zones: ['here'], count: 1 },
  };
  const service = await startFor(t, [SHOW, zones]);
  const reply = await ask(service, { path: `/v3/${service.project}/zones?limit=0` });
  assert.equal(reply.body, JSON.stringify(zones.example));
  assert.deepEqual(service.subjects['list-zones'], {});
});

test('an example without a link to itself is shown as it is, under an invented id', async t => {
  const plain = {
    name: 'show-quota',
    method: 'GET',
    path: '/v3/{project_id}/quotas/{quota_id}',
    example: { limit: 7 },
  };
  const service = await startFor(t, [plain]);
  const { quota_id: id } = service.subjects['show-quota'] ?? {};
  const path = `/v3/${service.project}/quotas/${id}`;
  assert.deepEqual(JSON.parse((await ask(service, { path })).body), { limit: 7 });
  assert.equal((await ask(service, { path: `${path}x` })).status, 404);
});
