import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsIn, OPERATIONS, readList, startFor } from './asking.ts';

test('the next link: this path and query, the marker set, the offset gone; none at the end', async t => {
  const service = await startFor(t, OPERATIONS);
  const all = await idsIn(service, '');
  const linksFor = async (query: string) => (await readList(service, query)).list.backups_links;
  const path = `${service.origin}/v3/${service.project}/backups/detail`;
  assert.deepEqual(await linksFor('?limit=2&offset=1&with_count=true&colour=gr%C3%BCn+a%26b'), [
    { rel: 'next', href: `${path}?limit=2&with_count=true&colour=gr%C3%BCn+a%26b&marker=${all[2]}` },
  ]);
  assert.deepEqual(await linksFor(`?marker=${all[1]}&limit=2&marker=${all[0]}`), [
    { rel: 'next', href: `${path}?marker=${all[2]}&limit=2` },
  ]);
  for (const query of ['?limit=7', '?limit=4&offset=3', `?limit=1&marker=${all[5]}`, '?limit=0', '?limit=4&offset=9']) {
    assert.equal(await linksFor(query), undefined, query);
  }
  const elsewhere = await readList(service, '?limit=1', { path: `/v2/{project_id}/backups` });
  assert.ok(elsewhere.list.backups_links?.[0]?.href.startsWith(`${service.origin}/v2/${service.project}/backups?`));
});
