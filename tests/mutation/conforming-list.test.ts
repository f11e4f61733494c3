import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conformingList, type Manner, type PartAnswer } from '../../src/mutation/conforming-list.ts';
import type { JsonObject } from '../../src/text/json.ts';
import { detailedList } from './sample-contracts.ts';

const colours = ['red', 'green', 'red', 'red', 'green'];
const resources: readonly JsonObject[] = colours.map((colour, index) => ({
  number: `n${index}`,
  colour,
  note: index === 0 ? null : `Note ${index}`,
}));

const url = 'https://parcels.test/v5/77aa/parcels';
const ask = (query: string, manner?: Manner): PartAnswer =>
  conformingList(detailedList, manner)({ name: 'show', url: new URL(url + query), resources });
const numbersOf = ({ items }: PartAnswer): unknown[] => items.map(({ number }) => number);

test('without a query the whole list is the answer, with neither a link nor a count', () => {
  assert.deepEqual(ask(''), { items: resources, next: undefined });
});

test('a part begins after a marker and after so many items, and the link to the next keeps the rest of the query', () => {
  const page = ask('?most=2&colour=red');
  assert.deepEqual(numbersOf(page), ['n0', 'n2']);
  assert.equal(page.next, `${url}?most=2&colour=red&after=n2`);
  assert.deepEqual(ask('?most=2&colour=red&after=n2'), { items: [resources[3]], next: undefined });
  assert.deepEqual(numbersOf(ask('?skip=3')), ['n3', 'n4']);
  assert.equal(ask('?most=1&skip=1').next, `${url}?most=1&after=n1`, 'an offset counts once');
  assert.deepEqual(ask('?after=nobody'), { status: 404, items: [] });
});

test('filters compare a whole value or a part of it, and a missing value matches nothing', () => {
  assert.deepEqual(numbersOf(ask('?colour=green')), ['n1', 'n4']);
  assert.deepEqual(numbersOf(ask('?colour=gree')), []);
  assert.deepEqual(numbersOf(ask('?says=Note')), ['n1', 'n2', 'n3', 'n4']);
  assert.deepEqual(numbersOf(ask('?says=note')), []);
  assert.deepEqual(numbersOf(ask('?says=note+1', { folded: text => text.toLowerCase() })), ['n1']);
});

test('the count is that of all items that the filters leave', () => {
  assert.equal(ask('?most=1&totalled=true').count, 5);
  assert.equal(ask('?most=1&colour=green&totalled=true').count, 2);
});

test('pages may begin after so many items, and be smaller than asked for', () => {
  assert.equal(ask('?most=2', { nextBy: 'offset' }).next, `${url}?most=2&skip=2`);
  assert.equal(ask('?most=2&skip=2', { nextBy: 'offset' }).next, `${url}?most=2&skip=4`);
  assert.equal(ask('?most=2&skip=4', { nextBy: 'offset' }).next, undefined);
  assert.deepEqual(numbersOf(ask('?most=4', { mostOnPage: 3 })), ['n0', 'n1', 'n2']);
  assert.deepEqual(numbersOf(ask('', { mostOnPage: 3 })).length, 5);
  assert.deepEqual(numbersOf(ask('', { mostAtAll: 2 })), ['n0', 'n1']);
});
