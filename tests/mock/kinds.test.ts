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

test('an operation with the path of another is refused at once, whatever its version and its parameters', async () => {
  for (const path of [SHOW.path, '/v2/{tenant_id}/backups/{id}', '/{project_id}/backups/{backup_id}']) {
    const operations = [SHOW_SNAPSHOT, SHOW, { ...SHOW, name: 'show-again', path }];
    await assert.rejects(startService({ operations }), { name: 'TypeError', message: /"show-again"/ });
  }
});

test('a start that fails leaves its port free', async t => {
  const first = await startFor(t);
  const port = Number(new URL(first.origin).port);
  await first.close();
  await assert.rejects(startService({ operations: [SHOW, SHOW], port }));
  const second = await startService({ operations: [SHOW], port });
  t.after(() => second.close());
  assert.equal((await ask(second)).status, 200);
});
