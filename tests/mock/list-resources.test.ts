import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ask,
  assertFault,
  assertOurs,
  backupOf,
  incrementalBackupOf,
  LIST,
  LIST_DETAILS,
  OPERATIONS,
  readList,
  startFor,
} from './asking.ts';

test('both lists name the same backups in the same order, and show has each of them, word for word', async t => {
  const service = await startFor(t, OPERATIONS);
  const { list } = await readList(service);
  assert.equal(list.backups.length, 7);
  assert.ok(list.backups.some(({ id }) => id === backupOf(service)));
  assert.ok(list.backups.some(({ id }) => id === incrementalBackupOf(service)));
  for (const backup of list.backups) {
    const shown = await ask(service, { path: `/v3/${service.project}/backups/${backup.id}` });
    assert.equal(shown.status, 200);
    assert.equal(shown.body, JSON.stringify({ backup }));
  }
  const summary = await readList(service, '', { path: LIST.path });
  assert.deepEqual(
    summary.list,
    { backups: list.backups.map(({ id, links, name }) => ({ id, links, name })) },
    'the summary has the members of its example, and no next link where everything fits',
  );
});

test('the lists are sorted by time of creation, the newest first', async t => {
  const service = await startFor(t, OPERATIONS);
  const times = (await readList(service)).list.backups.map(({ created_at }) => String(created_at));
  assert.deepEqual(times, [...times].sort().reverse());
  assert.equal(new Set(times).size, 7);
});

test('a list is answered as show is: request id, HEAD, methods, tokens, roles, versions, Accept, Prefer', async t => {
  const service = await startFor(t, OPERATIONS);
  for (const { path: template } of [LIST, LIST_DETAILS]) {
    const path = template.replace('{project_id}', service.project);
    const good = await ask(service, { path });
    assertOurs(good);
    const head = await ask(service, { path, method: 'HEAD' });
    assert.deepEqual([head.status, head.headers['content-length']], [200, good.headers['content-length']]);
    assertFault(await ask(service, { path, method: 'PATCH', token: null }), 'badMethod', 405);
    assert.equal((await ask(service, { path, token: null })).status, 401);
    assertFault(await ask(service, { path, token: service.tokens.norole }), 'forbidden', 403);
    assertFault(await ask(service, { path, token: service.tokens.other }), 'forbidden', 403);
    assertFault(await ask(service, { path: path.replace(service.project, 'nobody') }), 'badRequest', 400);
    assertFault(await ask(service, { path, headers: { 'OpenStack-API-Version': 'volume 3.99' } }), 'computeFault', 406);
    assertFault(await ask(service, { path, headers: { Accept: 'text/html' } }), 'computeFault', 406);
    const refused = await ask(service, { path, headers: { Prefer: 'code=409' } });
    assert.match(JSON.parse(refused.body).conflictingRequest.message, /^The list of backups is in a state /);
  }
});

test('the other project has a backup of its own, which shares nothing with ours', async t => {
  const service = await startFor(t, OPERATIONS);
  const place = { project: service.otherProject, token: service.tokens.other };
  const { status, list } = await readList(service, '', place);
  assert.equal(status, 200);
  assert.equal(list.backups.length, 1);
  const [foreign] = list.backups;
  const ours = (await readList(service)).list.backups;
  for (const name of ['id', 'volume_id', 'name'] as const) {
    assert.ok(
      ours.every(backup => backup[name] !== foreign?.[name]),
      name,
    );
  }
  assert.equal(foreign?.['os-backup-project-attr:tenant_id'], service.otherProject);
  const path = `/v3/${service.otherProject}/backups/${foreign?.id}`;
  assert.equal((await ask(service, { path, token: service.tokens.other })).body, JSON.stringify({ backup: foreign }));
  assertFault(await ask(service, { path }), 'forbidden', 403);
  assertFault(await ask(service, { path: `/v3/${service.project}/backups/${foreign?.id}` }), 'itemNotFound', 404);
});

/** Another kind of resource: other names, no state, no time of creation, ids of another form. */
const tape = (id: string, label: string, reels: number) => ({
  key: id,
  label,
  reels,
  // Also the name of a parameter for pages, which comes first.
  limit: 9,
  links: [{ rel: 'self', href: `https://archive.internal/v3/p-77/tapes/${id}` }],
});
const operationsOnTapes = [
  {
    name: 'list-tapes',
    method: 'GET',
    path: '/v3/{project_id}/tapes',
    example: { shelf: [tape('t1', 'red', 2), tape('t2', 'blue', 2), tape('t3', 'red', 5)], site: 'north' },
  },
  {
    name: 'show-tape',
    method: 'GET',
    path: '/v3/{project_id}/tapes/{tape_id}',
    example: { tape: tape('t2', 'blue', 2) },
  },
];

test('an invented resource is listed and shown in the same way', async t => {
  const service = await startFor(t, operationsOnTapes);
  const { origin, project } = service;
  assert.deepEqual(service.subjects, { 'list-tapes': {}, 'show-tape': { tape_id: 't2' } });
  assert.deepEqual(service.incremental, { 'list-tapes': {}, 'show-tape': {} });
  assert.equal(project, 'p-77');

  const read = async (query: string) => {
    const { list } = await readList(service, query, { path: '/v3/{project_id}/tapes' });
    return list as unknown as { shelf: { key: string; links: { href: string }[] }[]; shelf_links?: { href: string }[] };
  };
  const keysOf = async (query: string) => (await read(query)).shelf.map(({ key }) => key);
  assert.deepEqual(await keysOf(''), ['t3', 't2', 't1']);
  assert.deepEqual(await keysOf('?label=red'), ['t3', 't1']);
  assert.deepEqual(await keysOf('?reels=2&label~=lu'), ['t2']);
  assert.deepEqual(await keysOf('?status=error'), ['t3', 't2', 't1']);

  const first = await read('?label=red&limit=1&with_count=1');
  assert.deepEqual(Object.keys(first), ['shelf', 'site', 'shelf_links', 'count']);
  const [next] = first.shelf_links ?? [];
  assert.equal(next?.href, `${origin}/v3/p-77/tapes?label=red&limit=1&with_count=1&marker=t3`);
  assert.deepEqual(await keysOf(new URL(next?.href ?? '').search), ['t1']);

  for (const item of (await read('')).shelf) {
    const path = new URL(item.links[0]?.href ?? '').pathname;
    const shown = await readList(service, '', { path });
    assert.deepEqual(shown, { status: 200, list: { tape: item } });
  }
});
