import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startService } from '../../src/mock/service.ts';
import {
  ask,
  assertOurs,
  backupOf,
  EXAMPLE,
  incrementalBackupOf,
  pathOf,
  type Question,
  SHOW,
  startFor,
} from './asking.ts';

test('answers with the example, key by key, its links moved here', async t => {
  const service = await startFor(t);
  const reply = await ask(service);
  assert.equal(reply.status, 200);
  assertOurs(reply);

  const { backup } = EXAMPLE;
  const resource = `${service.project}/backups/${backupOf(service)}`;
  const links = [
    { rel: 'self', href: `${service.origin}/v2/${resource}` },
    { href: `${service.origin}/${resource}`, rel: 'bookmark' },
  ];
  assert.equal(reply.body, JSON.stringify({ backup: { ...backup, links } }));
  assert.equal(service.project, backup['os-backup-project-attr:tenant_id']);
  assert.equal(backupOf(service), backup.id);
});

test('the backup is the same under every spelling of its URL', async t => {
  const service = await startFor(t);
  const { body } = await ask(service);
  for (const version of ['/v2', '/v3', '']) {
    const path = `${version}/${service.project}/backups/${backupOf(service)}`;
    assert.equal((await ask(service, { path })).body, body, path);
  }
  assert.equal((await ask(service, { path: `${pathOf(service)}?limit=1` })).body, body);
});

test('the incremental backup has the keys of the example, and a description that is JSON text', async t => {
  const service = await startFor(t);
  const path = `/v3/${service.project}/backups/${incrementalBackupOf(service)}`;
  const reply = await ask(service, { path });
  assert.equal(reply.status, 200);

  const { backup } = JSON.parse(reply.body);
  assert.deepEqual(Object.keys(backup), Object.keys(EXAMPLE.backup));
  assert.equal(backup.id, incrementalBackupOf(service));
  assert.notEqual(incrementalBackupOf(service), backupOf(service));
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
  for (const id of [backupOf(service), incrementalBackupOf(service)]) {
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

test('an example that is no JSON object or array is refused at once', async () => {
  for (const example of [undefined, null, 'backup', 7]) {
    await assert.rejects(startService({ operations: [{ ...SHOW, example }] }), TypeError);
  }
});

/** A volume as these tests imagine one, with values that the incremental backup would replace. */
const VOLUME = {
  id: 'volume-1',
  metadata: { colour: 'grün' },
  owner: '99aa88bb77cc66dd55ee44ff33001122',
  links: [
    { rel: 'bookmark', href: 'https://volume.internal/99aa88bb77cc66dd55ee44ff33001122/volumes/volume-1' },
    { rel: 'self', href: 'https://volume.internal/v3/99aa88bb77cc66dd55ee44ff33001122/volumes/volume-1' },
  ],
  attachments: [{ device: '/dev/vda' }, 'none'],
  description: 'as imagined',
  size: 8,
};

const SHOW_VOLUME = { name: 'show-volume', method: 'GET', path: '/v3/{project_id}/volumes/{volume_id}' };

test('a resource of another kind is shown as its example shows it, in an envelope or without one', async t => {
  for (const inEnvelope of [(volume: unknown) => ({ volume }), (volume: unknown) => volume]) {
    const service = await startFor(t, [{ ...SHOW_VOLUME, example: inEnvelope(VOLUME) }]);
    assert.equal(service.project, VOLUME.owner);
    assert.deepEqual(service.subjects, { 'show-volume': { volume_id: 'volume-1' } });
    assert.deepEqual(service.incremental, { 'show-volume': {} });

    const resource = `/${service.project}/volumes/volume-1`;
    const links = [
      { rel: 'bookmark', href: service.origin + resource },
      { rel: 'self', href: `${service.origin}/v3${resource}` },
    ];
    for (const version of ['/v3', '/v2', '']) {
      const reply = await ask(service, { path: version + resource });
      assert.equal(reply.status, 200);
      assert.equal(reply.body, JSON.stringify(inEnvelope({ ...VOLUME, links })));
    }
  }
});

test('what is beside the resource in its envelope stays there', async t => {
  const service = await startFor(t, [{ ...SHOW, example: { request: 'one', ...EXAMPLE } }]);
  const first = JSON.parse((await ask(service)).body);
  assert.equal(first.request, 'one');
  const second = await ask(service, { path: `/v3/${service.project}/backups/${incrementalBackupOf(service)}` });
  assert.deepEqual(Object.keys(JSON.parse(second.body)), ['request', 'backup']);
});

test('refusals name the resource', async t => {
  const service = await startFor(t, [{ ...SHOW_VOLUME, example: VOLUME }]);
  const path = `/v3/${service.project}/volumes/volume-1`;
  const messageTo = async (question: Question) => {
    const { body } = await ask(service, { path, ...question });
    return Object.values<{ message: string }>(JSON.parse(body))[0]?.message ?? '';
  };
  assert.equal(await messageTo({ method: 'DELETE' }), 'The method DELETE is not allowed for this volume.');
  assert.equal(await messageTo({ token: service.tokens.norole }), 'The token may not read this volume.');
  assert.equal(
    await messageTo({ headers: { Accept: 'text/html' } }),
    'This volume is available as application/json only.',
  );
  assert.match(await messageTo({ headers: { Prefer: 'code=409' } }), /^The volume is in a state /);
  assert.equal(await messageTo({ path: `${path}2` }), 'There is no volume volume-12.');
});

test('an example whose link to itself ends in another id is refused at once', async () => {
  const operations = [{ ...SHOW_VOLUME, example: { ...VOLUME, id: 'volume-2' } }];
  await assert.rejects(startService({ operations }), TypeError);
});
