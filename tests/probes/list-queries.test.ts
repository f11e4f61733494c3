import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  chosenItems,
  itemPath,
  type Query,
  queryFor,
  type Senseless,
  walkQuery,
} from '../../src/probes/list-queries.ts';
import type { PartOfList } from '../../src/probes/list-slots.ts';
import { tapesContract } from '../contract/list-page.ts';

const contract = tapesContract();
const tape = (serial: string, state: unknown = 'idle', label: unknown = `label ${serial}`) => ({
  serial,
  state,
  label,
});
const seven = [tape('a'), tape('b', 'busy'), tape('c'), tape('d', 'gone'), tape('e'), tape('f', 'busy'), tape('g')];

const parametersOf = (query: Query | Senseless): Readonly<Record<string, string>> | string =>
  'reason' in query ? query.reason : query.parameters;
const asked = (query: PartOfList, items: readonly ReturnType<typeof tape>[] = seven) =>
  parametersOf(queryFor(query, contract, items));

test('a walk goes through the items in the commonest state, in four pages', () => {
  assert.deepEqual(parametersOf(walkQuery(contract, seven)), { limit: '1', state: 'idle' });
  const twenty = Array.from({ length: 20 }, (_, index) => tape(String(index)));
  assert.deepEqual(parametersOf(walkQuery(contract, twenty)), { limit: '5', state: 'idle' });
});

test('where no two items share a state, a walk goes through all', () => {
  const items = [tape('a', 'idle'), tape('b', 'busy'), tape('c', null)];
  assert.deepEqual(parametersOf(walkQuery(contract, items)), { limit: '1' });
});

test('pages need two items, and the reason says what to do', () => {
  for (const [items, many] of [
    [[], 'no items'],
    [[tape('a')], 'one item'],
  ] as const) {
    const reason = `the list has ${many}, and pages need two or more; create more tapes in the project`;
    assert.equal(parametersOf(walkQuery(contract, items)), reason);
    assert.equal(asked({ asks: 'after offset' }, items), reason);
  }
  assert.deepEqual(asked({ asks: 'after offset' }), { skip: '2' });
});

test('a filter is asked for with a value that only some items have', () => {
  const same = [tape('a'), tape('b'), tape('c', 'busy')];
  assert.deepEqual(asked({ asks: 'matches', parameter: 'state' }, same), { state: 'idle' });
  const all = [tape('a'), tape('b')];
  assert.deepEqual(asked({ asks: 'matches', parameter: 'state' }, all), { state: 'idle' });
  const { since, parameters } = queryFor({ asks: 'matches', parameter: 'label~' }, contract, seven) as Query;
  assert.deepEqual([parameters, since], [{ 'label~': 'l a' }, '3.45']);
});

test('a value that may be a pattern or an operator is not asked for', () => {
  const odd = ['50%', 'a_b', 'in:a,b', '', '*', null, 7].map((label, index) => tape(String(index), 'idle', label));
  assert.match(
    String(asked({ asks: 'matches', parameter: 'label~' }, odd)),
    /^none of the tapes has a label that every/,
  );
});

test('a documented value that no item has finds nothing; there may be no such value', () => {
  assert.deepEqual(asked({ asks: 'no matches', parameter: 'state' }, [tape('a', 'busy')]), { state: 'idle' });
  assert.equal(asked({ asks: 'no matches', parameter: 'state' }), 'every documented state is there');
});

test('a value that has no text is none of those that are asked for', () => {
  const odd = [tape('a', { toString: 1 }, { toString: 1 }), tape('b')];
  assert.deepEqual(asked({ asks: 'no matches', parameter: 'state' }, odd), { state: 'busy' });
  assert.deepEqual(asked({ asks: 'matches', parameter: 'label~' }, odd), { 'label~': 'labe' });
});

test('a count is asked for beside one item', () => {
  assert.deepEqual(asked({ asks: 'count' }), { limit: '1', counted: 'true' });
});

test('a value that cannot be made a text is none that a page documents', () => {
  assert.deepEqual(asked({ asks: 'no matches', parameter: 'state' }, [tape('a', { toString: 0 })]), { state: 'idle' });
});

test('the items that are read one by one are in different states', () => {
  assert.deepEqual(
    chosenItems(contract, seven).map(({ serial }) => serial),
    ['a', 'b', 'd'],
  );
  assert.deepEqual(
    chosenItems(contract, [tape('a'), tape('b')]).map(({ serial }) => serial),
    ['a', 'b'],
  );
});

test('whatever the items are, every request has a value for its parameter, or there is a reason', () => {
  const item = fc.record({ serial: fc.string(), state: fc.jsonValue(), label: fc.jsonValue() });
  const parts: readonly PartOfList[] = [
    { asks: 'after offset' },
    { asks: 'count' },
    { asks: 'matches', parameter: 'state' },
    { asks: 'matches', parameter: 'label~' },
    { asks: 'no matches', parameter: 'state' },
  ];
  fc.assert(
    fc.property(fc.array(item, { maxLength: 9 }), items => {
      for (const query of [...parts.map(part => queryFor(part, contract, items)), walkQuery(contract, items)]) {
        const values = 'reason' in query ? [query.reason] : Object.entries(query.parameters).flat();
        assert.ok(values.every(value => value !== ''));
      }
      assert.ok(chosenItems(contract, items).length <= 3);
    }),
  );
});

test('an item that no path can name is not asked for at another address', () => {
  const path = '/v3/{project_id}/tapes/{serial}';
  const shownBy = { ...contract, operation: { ...contract.operation, path } };
  assert.match(itemPath(shownBy, 'a/b', 'p') ?? '', /a%2Fb$/);
  assert.deepEqual(
    ['', '.', '..', '\uD800'].map(id => itemPath(shownBy, id, 'p')),
    [undefined, undefined, undefined, undefined],
  );
});

test('a filter by a part of a value is asked for with one that leaves out some items, if there is one', () => {
  const labelled = (...labels: readonly string[]) => labels.map((label, at) => tape(String(at), 'idle', label));
  const part = (...labels: readonly string[]) => asked({ asks: 'matches', parameter: 'label~' }, labelled(...labels));
  assert.deepEqual(part('nightly', 'weekly'), { 'label~': 'nigh' });
  assert.deepEqual(part('backup-1', 'backup-2'), { 'label~': 'up-1' });
  assert.deepEqual(part('backup', 'BACKUP-2'), { 'label~': 'UP-2' });
  assert.deepEqual(part('a', 'b'), { 'label~': 'a' });
  assert.deepEqual(part('same', 'same'), { 'label~': 'sa' });
});

test('a value that makes a URL too long, or that a service may trim, is not asked for', () => {
  const odd = ['a'.repeat(1001), 'end '].map((label, index) => tape(String(index), 'idle', label));
  assert.match(String(asked({ asks: 'matches', parameter: 'label~' }, odd)), /^none of the tapes has a label/);
});
