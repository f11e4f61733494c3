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
  assert.equal((await answerAt('')).id, backup.id);
});

test('an operation of a kind that is not served is refused at once, and so is none at all', async () => {
  const others = [
    { method: 'POST' },
    { path: '/v3/{project_id}/backups' },
    { path: '/v3/backups/{backup_id}' },
    { path: '/v3/{project_id}/backups/{backup_id}/restore' },
  ];
  for (const other of others) {
    const operations = [SHOW_SNAPSHOT, { ...SHOW, ...other }];
    await assert.rejects(startService({ operations }), { name: 'TypeError', message: /"show-backup"/ });
  }
  await assert.rejects(startService({ operations: [] }), TypeError);
});

test('a start that fails leaves its port free', async t => {
  const first = await startFor(t);
  const port = Number(new URL(first.origin).port);
  await first.close();
  // No router takes a path with a wildcard in the middle.
  const unroutable = { ...SHOW, path: '/v3/{project_id}/back*ups/{backup_id}' };
  await assert.rejects(startService({ operations: [unroutable], port }));
  const second = await startService({ operations: [SHOW], port });
  t.after(() => second.close());
  assert.equal((await ask(second)).status, 200);
});
