import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstFitting, isListed, itemsOf, listPath } from '../../src/recording/subject-list.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { anyPath } from '../text/any-text.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const source = sampleContract().subjects.backup_id ?? assert.fail();
const itemsIn = (body: unknown): unknown[] | undefined =>
  itemsOf(exchangeOf({ response: responseOf(JSON.stringify(body) ?? 'no JSON') }));
const found = (body: unknown): string | undefined => firstFitting(itemsIn(body) ?? [], source);

const good = { id: 'b2', status: 'available' };

/** What a service may answer, and the backup that is taken of it. */
const answers: readonly (readonly [what: string, body: unknown, id: string | undefined])[] = [
  ['one that is available', { backups: [good] }, 'b2'],
  ['the first of several', { backups: [good, { id: 'b3', status: 'available' }] }, 'b2'],
  ['others before it', { backups: [{ id: 'b1', status: 'error' }, { id: 'b0' }, good] }, 'b2'],
  ['its own links before the list', { backups_links: [{ rel: 'next', href: 'x' }], backups: [good] }, 'b2'],
  ['a count before the list', { count: 1, backups: [good] }, 'b2'],
  ['what is no backup in the list', { backups: [null, 1, 'x', [good], {}, good] }, 'b2'],
  ['ids that cannot stand in a path', { backups: ['..', '../x', '', 'a/b', 'a b', '.'].map(bad) }, undefined],
  ['an id that is longer than any', { backups: [bad('x'.repeat(300)), good] }, 'b2'],
  ['ids that are no text', { backups: [1, null, { id: 'x' }, ['x']].map(bad) }, undefined],
  ['none that is available', { backups: [{ id: 'b1', status: 'AVAILABLE' }] }, undefined],
  ['an empty list', { backups: [] }, undefined],
  ['no list', { backups: {} }, undefined],
  ['a list at the top', [good], undefined],
  ['nothing', {}, undefined],
  ['no JSON', undefined, undefined],
  ['null', null, undefined],
];

function bad(id: unknown): unknown {
  return { id, status: 'available' };
}

test('the first available backup of an answer is taken, wherever it stands, and nothing that is none', () => {
  for (const [what, body, id] of answers) assert.equal(found(body), id, what);
});

test('whatever is answered, what is taken can stand in a path as it is', () => {
  const item = fc.record({ id: fc.oneof(fc.string(), anyPath, fc.anything()), status: fc.constant('available') });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.array(item), fc.anything())), body => {
      const id = firstFitting(Object.values(body).filter(Array.isArray).flat(), source);
      if (id === undefined) return;
      assert.equal(encodeURIComponent(id).replaceAll('%3A', ':'), id);
      assert.equal(new URL(`https://vbs.test/v3/p/backups/${id}`).pathname, `/v3/p/backups/${id}`);
    }),
  );
});

test('an answer that is no list has no items, and a list may have none', () => {
  assert.deepEqual(itemsIn({ backups: [] }), []);
  for (const body of [{}, { backups: {} }, [good], null, undefined]) assert.equal(itemsIn(body), undefined);
  const list = responseOf(JSON.stringify({ backups: [good] }));
  assert.equal(itemsOf(exchangeOf({ response: { ...list, status: 203 } })), undefined);
  assert.equal(itemsOf(exchangeOf({ response: list, failure: { kind: 'closed', message: 'broke off' } })), undefined);
});

test('a subject is listed in whatever state it is, by its own member', () => {
  const items = [null, { id: 'b1', status: 'error' }, { name: 'b2' }];
  assert.deepEqual(
    ['b1', 'b2', 'b3'].map(id => isListed(items, source, id)),
    [true, false, false],
  );
});

test('a list stands in the project that is asked in', () => {
  assert.equal(listPath(source, 'p/1'), '/v3/p%2F1/backups/detail');
});
