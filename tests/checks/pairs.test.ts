import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withJson, withStatus } from '../../src/mutation/alterations.ts';
import {
  alteredIn,
  details,
  deviationsOn,
  type Item,
  recordLists,
  summary,
  verdictOn,
  withItem,
  withItems,
  withoutItems,
  wordsOn,
} from './listed-items.ts';

const conforming = await recordLists();
const again = ['show-again'];
const inSecond = (members: Item, contract = details) => alteredIn(conforming, contract, withItem(4, members), again);

test('two reads of a list that agree on each item are steady', () => {
  for (const contract of [summary, details]) assert.equal(verdictOn(conforming, contract, 'steady').verdict, 'passed');
});

test('an item that differs in the second read fails, and the message names it', () => {
  for (const members of [{ size: 7 }, { name: null }, { volume_id: 'other', status: 'deleting' }, { links: [] }]) {
    const [name = ''] = Object.keys(members);
    assert.match(
      wordsOn(inSecond(members), details, 'steady'),
      new RegExp(`^failed: backups\\[4\\]\\.${name}: expected `),
    );
    assert.deepEqual(deviationsOn(inSecond(members), details, 'steady'), [`unsteady: backups[].${name} same other`]);
  }
  assert.match(wordsOn(inSecond({ links: [] }, summary), summary, 'steady'), /^failed: backups\[4\]\.links: /);
});

test('a field that is gone in the second read is absent', () => {
  const lost = alteredIn(
    conforming,
    details,
    withItems(items => items.map(({ size: _, ...rest }) => rest)),
    again,
  );
  assert.deepEqual(deviationsOn(lost, details, 'steady'), ['unsteady: backups[].size same absent']);
});

test('an item that changes is compared by what never changes, while the others prove the rule', () => {
  assert.equal(
    verdictOn(inSecond({ status: 'deleting', size: 7, name: 'other' }), details, 'steady').verdict,
    'passed',
  );
  assert.equal(verdictOn(inSecond({ updated_at: null, created_at: null }), details, 'steady').verdict, 'failed');
  const all = alteredIn(
    conforming,
    details,
    withItems(items => items.map(one => ({ ...one, status: 'deleting' }))),
    again,
  );
  assert.equal(wordsOn(all, details, 'steady'), 'unproven: every item changed between the two reads');
});

test('items that come or go, and another order, say nothing', () => {
  const further = { ...conforming.exchanges[0], id: 'further', links: [] };
  for (const change of [
    withoutItems(0, 4),
    withItems(items => [...items, further]),
    withItems(items => items.toReversed()),
    // An item that is there twice has a check of its own.
    withItems(items => [...items, { ...items[2], size: 7 }]),
  ]) {
    assert.equal(verdictOn(alteredIn(conforming, details, change, again), details, 'steady').verdict, 'passed');
  }
  const none = alteredIn(
    conforming,
    details,
    withItems(() => []),
    again,
  );
  assert.equal(wordsOn(none, details, 'steady'), 'unproven: the two reads have no item in common');
});

test('a second read that has no list fails, also with a 404: a list is not deleted', () => {
  for (const status of [404, 500]) {
    const refused = alteredIn(conforming, details, withStatus(status), again);
    assert.equal(
      wordsOn(refused, details, 'steady'),
      `failed: the second read: expected status 200 with a backups list, got status ${status}`,
    );
  }
  const other = alteredIn(conforming, details, withJson({ backups: {} }), again);
  assert.deepEqual(deviationsOn(other, details, 'steady'), ['unsteady: show-again resource other']);
});

test('without a first read nothing is compared', () => {
  const refused = verdictOn(alteredIn(conforming, details, withStatus(500), ['show']), details, 'steady');
  assert.deepEqual([refused.message, refused.isConsequence], ['no backups list to judge', true]);
});
