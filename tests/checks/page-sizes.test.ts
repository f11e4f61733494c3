import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withStatus } from '../../src/mutation/alterations.ts';
import {
  changed,
  deviationsOn,
  itemsIn,
  linkTo,
  recording,
  walkedItems,
  withBase,
  withItems,
  withMembers,
  withUnsent,
  withWalk,
  wordsOn,
} from './list-recording.ts';

const all = itemsIn(recording, 'show');
const [one, two, three, four] = walkedItems;
if (!one || !two || !three || !four) throw new Error('The embedded service has four available backups.');

test('an answer with more items than its limit allows fails, one with fewer does not', () => {
  assert.equal(wordsOn(recording, 'paging/limit'), 'passed: ');
  const larger = withWalk(recording, [
    [one, two],
    [three, four],
  ]);
  assert.match(wordsOn(larger, 'paging/limit'), /^failed: paging\/walk\/1: expected at most 1 backups, got 2 backups/);
  assert.deepEqual(deviationsOn(larger, 'paging/limit'), ['paging/walk part limit more']);
  assert.equal(wordsOn(withWalk(recording, [[], [one]]), 'paging/limit'), 'passed: ');
});

test('the answer to the request for the count has a limit, too', () => {
  const larger = changed(
    recording,
    ['count'],
    withItems(() => all),
  );
  assert.deepEqual(deviationsOn(larger, 'paging/limit'), ['count part limit more']);
});

test('a limit that no page was asked for with is not judged', () => {
  const forgotten = withWalk(recording, [[one], [two, three, four]], number =>
    number === 1 ? 'http://127.0.0.1/v3/p/backups/detail?marker=1' : undefined,
  );
  assert.equal(wordsOn(forgotten, 'paging/limit'), 'passed: ');
});

test('an offset leaves out the first items of the whole list, and keeps its order', () => {
  const after = (change: Parameters<typeof withItems>[0]) => changed(recording, ['paging/offset'], withItems(change));
  assert.equal(wordsOn(recording, 'paging/offset'), 'passed: ');
  for (const wrong of [
    after(() => all),
    after(items => items.slice(1)),
    after(items => items.slice(0, -1)),
    after(items => [...items].reverse()),
    after(() => []),
  ]) {
    assert.match(wordsOn(wrong, 'paging/offset'), /^failed: backups after the first 2: expected /);
    assert.deepEqual(deviationsOn(wrong, 'paging/offset'), ['paging/offset part after offset other']);
  }
});

test('an answer with an offset may be a page of the rest', () => {
  const page = changed(
    recording,
    ['paging/offset'],
    withItems(items => items.slice(0, 2)),
    withMembers(linkTo('http://127.0.0.1/more')),
  );
  assert.equal(wordsOn(page, 'paging/offset'), 'passed: ');
  const other = changed(
    page,
    ['paging/offset'],
    withItems(items => items.slice(1)),
  );
  assert.match(wordsOn(other, 'paging/offset'), /^failed: /);
  const empty = changed(
    recording,
    ['paging/offset'],
    withItems(() => []),
    withMembers(linkTo('http://127.0.0.1/more')),
  );
  assert.equal(wordsOn(empty, 'paging/offset'), 'unproven: the answer has only a link to further pages');
});

test('an offset into a list that moves, or of which only a page is known, is unproven', () => {
  const moved = changed(
    recording,
    ['show-again'],
    withItems(items => items.slice(1)),
  );
  assert.match(wordsOn(moved, 'paging/offset'), /^unproven: the two plain reads have other items, or another order/);
  const turned = changed(
    recording,
    ['show-again'],
    withItems(items => [...items].reverse()),
  );
  assert.match(wordsOn(turned, 'paging/offset'), /^unproven: the two plain reads/);
  const page = withBase(recording, withMembers(linkTo('http://127.0.0.1/more')));
  assert.match(wordsOn(page, 'paging/offset'), /^unproven: the plain reads link to a next page/);
});

test('where a part was refused or not asked for, the answer or the reason says so', () => {
  const few = 'the list has one item, and pages need two or more; create more backups in the project';
  const unsent = withUnsent(recording, 'paging/offset', few);
  assert.equal(wordsOn(unsent, 'paging/offset'), `unproven: ${few}`);
  const refused = changed(recording, ['paging/offset'], withStatus(400));
  assert.match(
    wordsOn(refused, 'paging/offset'),
    /^failed: paging\/offset: expected status 200 with backups, got status 400/,
  );
  assert.deepEqual(deviationsOn(refused, 'paging/offset'), ['paging/offset status 200 400']);
  const later = changed(recording, ['paging/offset'], withStatus(429));
  assert.equal(wordsOn(later, 'paging/offset'), 'unproven: status 429, which only limits the rate of requests');
  const unread = withBase(recording, withStatus(500));
  assert.equal(wordsOn(unread, 'paging/offset'), 'unproven: no backups list to judge');
});
