import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ask,
  assertFault,
  EXAMPLE,
  idsIn,
  incrementalBackupOf,
  LIST,
  LIST_DETAILS,
  OPERATIONS,
  readList,
  startFor,
} from './asking.ts';

test('limit: fewer, none, and at most a thousand; anything but a number is refused', async t => {
  const service = await startFor(t, OPERATIONS);
  const all = await idsIn(service, '');
  assert.deepEqual(await idsIn(service, '?limit=3'), all.slice(0, 3));
  assert.deepEqual((await readList(service, '?limit=0')).list, { backups: [] });
  for (const limit of ['7', '1001', '9'.repeat(400)]) assert.deepEqual(await idsIn(service, `?limit=${limit}`), all);
  for (const limit of ['-1', 'text', '', '1.5', '0x1', '1e3', '%00', '+1']) {
    for (const { path } of [LIST, LIST_DETAILS]) {
      const reply = await ask(service, { path: `${path.replace('{project_id}', service.project)}?limit=${limit}` });
      assertFault(reply, 'badRequest', 400);
    }
  }
});

test('offset: skips, up to beyond the end; what is no number or too great is refused', async t => {
  const service = await startFor(t, OPERATIONS);
  const all = await idsIn(service, '');
  assert.deepEqual(await idsIn(service, '?offset=2'), all.slice(2));
  assert.deepEqual(await idsIn(service, '?offset=2&limit=2'), all.slice(2, 4));
  for (const offset of ['7', '1000', '2147483647']) {
    assert.deepEqual((await readList(service, `?offset=${offset}`)).list, { backups: [] });
  }
  for (const offset of ['-1', 'text', '', '2147483648', '9223372036854775808', '9'.repeat(400)]) {
    assert.equal((await readList(service, `?offset=${offset}`)).status, 400, offset);
  }
});

test('filters: exact by any member, all of them together; unknown parameters are ignored', async t => {
  const service = await startFor(t, OPERATIONS);
  const { backups } = (await readList(service)).list;
  const where = (matches: (backup: (typeof backups)[number]) => boolean) => backups.filter(matches).map(({ id }) => id);
  const disk = EXAMPLE.backup.volume_id;
  assert.deepEqual(
    await idsIn(service, `?volume_id=${disk}`),
    where(({ volume_id }) => volume_id === disk),
  );
  assert.deepEqual(
    await idsIn(service, '?name=nightly'),
    where(({ name }) => name === 'nightly'),
  );
  assert.equal((await idsIn(service, '?name=nightly')).length, 2);
  assert.deepEqual(await idsIn(service, '?name=NIGHTLY'), []);
  assert.deepEqual(await idsIn(service, '?is_incremental=true'), [incrementalBackupOf(service)]);
  assert.deepEqual(
    await idsIn(service, '?size=3'),
    where(({ size }) => size === 3),
  );
  assert.deepEqual(
    await idsIn(service, `?name=nightly&volume_id=${disk}`),
    where(({ name, volume_id }) => name === 'nightly' && volume_id === disk),
  );
  assert.deepEqual(await idsIn(service, '?status=deleting'), []);
  for (const query of ['?description=null', '?description=', '?description~=', '?links=x', '?links~=object']) {
    const found = backups.filter(({ description }) => query === '?description~=' && description !== null);
    assert.deepEqual(
      await idsIn(service, query),
      found.map(({ id }) => id),
      query,
    );
  }
  assert.equal((await idsIn(service, '?colour=green&constructor=x&sort=name&&=&%ff')).length, 7);
  const summary = await readList(service, '?status=restoring', { path: LIST.path });
  assert.deepEqual(
    summary.list.backups.map(({ name }) => name),
    ['before the upgrade'],
    'also by a member that the list does not show',
  );
});

test('filters: values are decoded, and of equal parameters the last counts', async t => {
  const service = await startFor(t, OPERATIONS);
  for (const query of [
    '?name=before+the%20upgrade',
    '?n%61me=%62efore the upgrade'.replaceAll(' ', '+'),
    '?name=nightly&name=before%20the%20upgrade',
    '?name~=e+th',
    '?name%7E=the+upgrade#?name=nightly',
  ]) {
    const { list } = await readList(service, query);
    assert.deepEqual(
      list.backups.map(({ name }) => name),
      ['before the upgrade'],
      query,
    );
  }
  assert.equal((await idsIn(service, '?name=apr%C3%A8s+la+migration')).length, 1);
  assert.equal((await idsIn(service, '?limit=text&limit=2')).length, 2);
  assert.equal((await readList(service, '?limit=2&limit=text')).status, 400);
});

test('filters by a part of a value: from version 3.31 on, ignored below', async t => {
  const service = await startFor(t, OPERATIONS);
  for (const version of ['3.31', '3.45', 'latest']) {
    assert.equal((await idsIn(service, '?name~=night', version)).length, 3, version);
    assert.equal((await idsIn(service, '?name~=night&status~=avail', version)).length, 2, version);
    assert.equal((await idsIn(service, '?name~=%25', version)).length, 0, version);
  }
  for (const version of ['3.0', '3.30']) assert.equal((await idsIn(service, '?name~=night', version)).length, 7);
});

test('with_count: all that match, whatever the page, from version 3.45 on', async t => {
  const service = await startFor(t, OPERATIONS);
  const countFor = async (query: string, version?: string) => (await readList(service, query, { version })).list.count;
  for (const yes of ['true', 'True', '1', 'yes']) {
    assert.equal(await countFor(`?with_count=${yes}`), 7, yes);
    assert.equal(await countFor(`?with_count=${yes}&limit=0`), 7, yes);
    assert.equal(await countFor(`?with_count=${yes}&limit=1&status=available`), 4, yes);
  }
  assert.equal(await countFor('?with_count=true&name=nobody'), 0);
  assert.equal(await countFor(''), undefined, 'the example has a count, and none was asked for');
  for (const no of ['false', 'False', '0', 'no']) assert.equal(await countFor(`?with_count=${no}`), undefined, no);
  for (const wrong of ['', 'maybe', '2', 'null']) {
    assert.equal((await readList(service, `?with_count=${wrong}`)).status, 400, wrong);
    assert.equal((await readList(service, `?with_count=${wrong}`, { version: '3.44' })).status, 200, wrong);
  }
  assert.equal(await countFor('?with_count=true', '3.44'), undefined);
});
