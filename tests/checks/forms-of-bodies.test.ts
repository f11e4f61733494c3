import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import { bareContract, bareListContract, listContract, verdictsOn } from './invented-contracts.ts';

const good = { id: 'volume-1', size: 1 };
/** The ids of the checks on the reads that failed or warned. */
const complaints = (verdicts: ReadonlyMap<string, Verdict>): string[] =>
  [...verdicts]
    .filter(([, { kind, verdict }]) => kind !== 'error bodies' && (verdict === 'failed' || verdict === 'warned'))
    .map(([id]) => id);
const places = (verdicts: ReadonlyMap<string, Verdict>, id: string): (string | undefined)[] =>
  (verdicts.get(id)?.deviations ?? []).map(({ place, expected, got }) => `${place} ${expected} ${got}`);

test('a list that keeps to the page passes, in an envelope, with a member beside it, or without', () => {
  const list = verdictsOn(listContract, { volumes: [good, good], count: 2 });
  assert.deepEqual(complaints(list), []);
  for (const id of ['response/envelope', 'response/volumes/item/size/type', 'response/count/type']) {
    assert.equal(list.get(id)?.verdict, 'passed', id);
  }
  const bareList = verdictsOn(bareListContract, [good]);
  assert.deepEqual(complaints(bareList), []);
  assert.equal(bareList.get('response/item/size/value')?.verdict, 'passed');
  const bare = verdictsOn(bareContract, good);
  assert.deepEqual(complaints(bare), []);
  assert.equal(bare.get('response/size/type')?.verdict, 'passed');
});

test('every item of a list is judged', () => {
  const wrong = verdictsOn(listContract, { volumes: [good, { id: 'volume-2', size: '2' }, { size: -3 }], count: 3 });
  assert.deepEqual(complaints(wrong), [
    'response/volumes/item/id/presence',
    'response/volumes/item/size/type',
    'response/volumes/item/size/value',
  ]);
  assert.match(wrong.get('response/volumes/item/size/type')?.message ?? '', /^volumes\[1\]\.size: expected an integer/);
  assert.match(wrong.get('response/volumes/item/id/presence')?.message ?? '', /^volumes\[2\]\.id: /);
  assert.deepEqual(places(wrong, 'response/volumes/item/size/value'), ['volumes[].size not-negative other']);
  const bare = verdictsOn(bareListContract, [good, { id: 'volume-2', size: -1 }]);
  assert.deepEqual(complaints(bare), ['response/item/size/value']);
  assert.deepEqual(places(bare, 'response/item/size/value'), ['[].size not-negative other']);
});

test('a list without items proves nothing of its fields', () => {
  const empty = verdictsOn(listContract, { volumes: [], count: 0 });
  assert.equal(empty.get('response/envelope')?.verdict, 'passed');
  assert.equal(empty.get('response/volumes/item/size/type')?.verdict, 'unproven');
  assert.equal(
    verdictsOn(bareListContract, []).get('response/item/id/presence')?.message,
    'the list is empty; create a resource in the project to have its items judged',
  );
});

test('an item that is no object breaks the envelope, since no rule on a field judges it', () => {
  const mixed = verdictsOn(listContract, { volumes: [good, 'volume-2', null], count: 3 });
  assert.deepEqual(complaints(mixed), ['response/envelope']);
  assert.deepEqual(places(mixed, 'response/envelope'), ['volumes[] object null', 'volumes[] object string']);
});

test('a list that is missing or something else leaves its fields unproven', () => {
  for (const body of [{ count: 0 }, { volumes: {}, count: 0 }, []]) {
    const broken = verdictsOn(listContract, body);
    assert.deepEqual(complaints(broken), ['response/envelope'], JSON.stringify(body));
    assert.equal(broken.get('response/volumes/item/id/type')?.message, 'no volumes list to judge');
  }
  assert.deepEqual(complaints(verdictsOn(bareListContract, { volumes: [] })), ['response/envelope']);
});

test('a member beside the list is judged as a field, and an undocumented one is found', () => {
  const wrong = verdictsOn(listContract, { volumes: [{ ...good, colour: 'blue' }], count: '1', next: 'page' });
  assert.deepEqual(complaints(wrong), ['body/undocumented-fields', 'response/count/type']);
  assert.deepEqual(places(wrong, 'response/count/type'), ['count integer string']);
  assert.deepEqual(places(wrong, 'body/undocumented-fields'), [
    'next absent present',
    'volumes[].colour absent present',
  ]);
  assert.deepEqual(complaints(verdictsOn(listContract, { volumes: [good] })), ['response/count/presence']);
});

test('a resource without an envelope is the body itself', () => {
  const wrong = verdictsOn(bareContract, { id: 7, size: 1 });
  assert.deepEqual(complaints(wrong), ['response/id/type']);
  assert.deepEqual(places(wrong, 'response/id/type'), ['id string integer']);
  const list = verdictsOn(bareContract, [good]);
  assert.deepEqual(complaints(list), ['response/envelope']);
  assert.deepEqual(places(list, 'response/envelope'), ['body object list']);
});

test('rules on one resource exist for one resource only', () => {
  const kinds = (contract: typeof listContract): Set<string> => new Set(checksOf(contract).map(({ kind }) => kind));
  const isSteady = (contract: typeof listContract): boolean =>
    checksOf(contract).some(({ id }) => /\/steady$/.test(id));
  assert.ok(!kinds(listContract).has('links') && !isSteady(listContract));
  assert.ok(!isSteady(bareListContract));
  assert.ok(isSteady(bareContract));
});

test('a refusal that shows a value of any item leaks', () => {
  const leaking = verdictsOn(
    listContract,
    { volumes: [good, { id: 'volume-2', size: 1 }], count: 2 },
    { e: 'volume-2' },
  );
  assert.deepEqual(places(leaking, 'refusal/no-data'), ['status/401/no-token no data value']);
});
