import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { EmbeddedService } from '../../src/mock/service.ts';
import { idsIn, LIST, LIST_DETAILS, type ListBody, OPERATIONS, readList, startFor } from './asking.ts';

test('marker: what comes after it, also where it does not match the filters; 404 for an unknown one', async t => {
  const service = await startFor(t, OPERATIONS);
  const all = await idsIn(service, '');
  assert.deepEqual(await idsIn(service, `?marker=${all[2]}`), all.slice(3));
  assert.deepEqual(await idsIn(service, `?marker=${all[2]}&offset=1&limit=2`), all.slice(4, 6));
  assert.deepEqual(await idsIn(service, `?marker=${all[6]}`), []);
  const { list } = await readList(service);
  const failed = list.backups.filter(({ status }) => status === 'error').map(({ id }) => id);
  const marker = list.backups.find(({ status }) => status !== 'error')?.id ?? '';
  assert.deepEqual(
    await idsIn(service, `?status=error&marker=${marker}`),
    failed.filter(id => all.indexOf(id) > all.indexOf(marker)),
  );
  const foreign = await readList(service, '', { project: service.otherProject, token: service.tokens.other });
  for (const unknown of ['', 'nonsense', '__proto__', foreign.list.backups[0]?.id]) {
    assert.equal((await readList(service, `?marker=${unknown}`)).status, 404, unknown);
  }
});

/** Follows next links from this query on to the end. */
async function walk(service: EmbeddedService, path: string, query: string): Promise<readonly ListBody[]> {
  const pages: ListBody[] = [];
  for (let next: string | undefined = query; next !== undefined; ) {
    const { status, list }: { status: number; list: ListBody } = await readList(service, next, { path });
    assert.equal(status, 200);
    pages.push(list);
    assert.ok(pages.length <= 8, 'the walk does not end');
    const href = list.backups_links?.[0]?.href;
    next = href === undefined ? undefined : new URL(href).search;
  }
  return pages;
}

/** A filter: a member, a text, and whether the text is a part of the value. */
interface Filter {
  readonly name: string;
  readonly text: string;
  readonly byPart: boolean;
}

const matches = (backup: ListBody['backups'][number], { name, text, byPart }: Filter): boolean => {
  const value = backup[name];
  if (value === null || value === undefined) return false;
  return byPart ? String(value).includes(text) : String(value) === text;
};

const queryOf = (filters: readonly Filter[], others: Readonly<Record<string, string>>): string => {
  const parameters = new URLSearchParams(others);
  for (const { name, text, byPart } of filters) parameters.append(byPart ? `${name}~` : name, text);
  return `?${parameters}`;
};

test('a walk with any limit and any filters finds each matching backup once, in order, and counts them all', async t => {
  const service = await startFor(t, OPERATIONS);
  const { backups } = (await readList(service)).list;
  const texts = ['name', 'status', 'volume_id', 'size', 'is_incremental', 'fail_reason'].flatMap(name =>
    backups.flatMap(backup => (backup[name] === null ? [] : [{ name, text: String(backup[name]) }])),
  );
  const filter: fc.Arbitrary<Filter> = fc
    .tuple(fc.constantFrom(...texts), fc.boolean(), fc.nat(4), fc.integer({ min: 1, max: 9 }))
    .map(([{ name, text }, byPart, start, length]) => ({
      name,
      text: byPart ? text.slice(start, start + length) : text,
      byPart,
    }));
  // Of equal parameters the last counts, so each is there once.
  const filters = fc.uniqueArray(filter, { maxLength: 2, selector: ({ name, byPart }) => `${name}${byPart}` });

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(LIST.path, LIST_DETAILS.path),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(7),
      filters,
      async (path, limit, offset, chosen) => {
        const query = queryOf(chosen, { limit: String(limit), offset: String(offset), with_count: 'true' });
        const pages = await walk(service, path, query);
        const matching = backups.filter(backup => chosen.every(one => matches(backup, one))).map(({ id }) => id);
        assert.deepEqual(
          pages.flatMap(page => page.backups.map(({ id }) => id)),
          matching.slice(offset),
        );
        for (const { count } of pages) assert.equal(count, matching.length);
        for (const page of pages.slice(0, -1)) assert.equal(page.backups.length, limit);
        assert.equal(pages.length, Math.max(1, Math.ceil((matching.length - offset) / limit)), 'no page is empty');
      },
    ),
    { numRuns: 150, seed: 20_240_211 },
  );
});

test('a page has a thousand items at most, and the next link leads to the others', async t => {
  const items = Array.from({ length: 1003 }, (_, index) => {
    const id = `b-${String(index).padStart(4, '0')}`;
    return { id, links: [{ rel: 'self', href: `https://backup.internal/v3/p/backups/${id}` }] };
  });
  const service = await startFor(t, [{ ...LIST_DETAILS, example: { backups: items } }]);
  for (const query of ['', '?limit=1001', '?limit=99999999999999999999']) {
    const pages = await walk(service, LIST_DETAILS.path, query);
    assert.deepEqual(
      pages.map(({ backups }) => backups.length),
      [1000, 3],
      query,
    );
  }
});
