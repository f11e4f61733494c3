import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startService } from '../../src/mock/service.ts';
import { ask, assertOurs, EXAMPLE, pathOf, startFor } from './asking.ts';

test('answers with the example, key by key, its links moved here', async t => {
  const service = await startFor(t);
  const reply = await ask(service);
  assert.equal(reply.status, 200);
  assertOurs(reply);

  const { backup } = EXAMPLE;
  const resource = `${service.project}/backups/${service.backup}`;
  const links = [
    { rel: 'self', href: `${service.origin}/v2/${resource}` },
    { href: `${service.origin}/${resource}`, rel: 'bookmark' },
  ];
  assert.equal(reply.body, JSON.stringify({ backup: { ...backup, links } }));
  assert.equal(service.project, backup['os-backup-project-attr:tenant_id']);
  assert.equal(service.backup, backup.id);
});

test('the backup is the same under every spelling of its URL', async t => {
  const service = await startFor(t);
  const { body } = await ask(service);
  for (const version of ['/v2', '/v3', '']) {
    const path = `${version}/${service.project}/backups/${service.backup}`;
    assert.equal((await ask(service, { path })).body, body, path);
  }
  assert.equal((await ask(service, { path: `${pathOf(service)}?limit=1` })).body, body);
});

test('the incremental backup has the keys of the example, and a description that is JSON text', async t => {
  const service = await startFor(t);
  const path = `/v3/${service.project}/backups/${service.incrementalBackup}`;
  const reply = await ask(service, { path });
  assert.equal(reply.status, 200);

  const { backup } = JSON.parse(reply.body);
  assert.deepEqual(Object.keys(backup), Object.keys(EXAMPLE.backup));
  assert.equal(backup.id, service.incrementalBackup);
  assert.notEqual(service.incrementalBackup, service.backup);
  assert.equal(backup.is_incremental, true);
  assert.equal(backup.status, 'available');
  assert.equal(backup.fail_reason, null);
  assert.notEqual(backup.volume_id, EXAMPLE.backup.volume_id);
  assert.equal(backup['os-backup-project-attr:tenant_id'], service.project);
  assert.equal(JSON.parse(backup.description).INC, 1);
  assert.equal(typeof JSON.parse(backup.description).DESC, 'string');
  assert.deepEqual(
    backup.links.map((link: { href: string }) => link.href),
    [`${service.origin}${path}`, `${service.origin}${path.slice('/v3'.length)}`],
  );
});

test('every link, followed, gives the backup it came with', async t => {
  const service = await startFor(t);
  for (const id of [service.backup, service.incrementalBackup]) {
    const first = await ask(service, { path: `/v3/${service.project}/backups/${id}` });
    for (const { href } of JSON.parse(first.body).backup.links) {
      const { origin, pathname } = new URL(href);
      assert.equal(origin, service.origin);
      assert.equal((await ask(service, { path: pathname })).body, first.body);
    }
  }
});

test('HEAD is answered as GET is, without the body', async t => {
  const service = await startFor(t);
  const [get, head] = [await ask(service), await ask(service, { method: 'HEAD' })];
  assert.equal(head.status, 200);
  assert.equal(head.body, '');
  assert.equal(head.headers['content-length'], get.headers['content-length']);
});

test('many requests at once are each answered, each under its own id', async t => {
  const service = await startFor(t);
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, index) => ask(service, index % 2 === 0 ? {} : { token: null })),
  );
  replies.forEach((reply, index) => {
    assert.equal(reply.status, index % 2 === 0 ? 200 : 401);
  });
  assert.equal(new Set(replies.map(({ headers }) => headers['x-openstack-request-id'])).size, replies.length);
});

test('an example that names no backup or no project is refused at once', async () => {
  const { id } = EXAMPLE.backup;
  for (const example of [undefined, null, [], 'backup', {}, { backup: [] }, { backup: {} }, { backup: { id } }]) {
    await assert.rejects(startService({ example }), TypeError);
  }
});
