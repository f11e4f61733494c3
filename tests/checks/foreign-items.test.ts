import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withJson, without, withStatus } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  alteredIn,
  details,
  deviationsOn,
  exchangeOf,
  itemsOf,
  recordLists,
  summary,
  verdictOn,
  withItems,
  wordsOn,
} from './listed-items.ts';

const conforming = await recordLists();
const id = 'items/other-project';
const foreign = [id];
const own = itemsOf(conforming, summary);

test('lists of two projects that share no item pass', () => {
  for (const contract of [summary, details]) assert.equal(verdictOn(conforming, contract, id).verdict, 'passed');
});

test("an item that is in the other project's own list, too, fails", () => {
  const shared = alteredIn(
    conforming,
    summary,
    withItems(items => [...items, { ...own[3] }]),
    foreign,
  );
  assert.match(wordsOn(shared, summary, id), /^failed: the other project's "[^"]+": .* got listed as backups\[3\]$/);
  assert.deepEqual(deviationsOn(shared, summary, id), [`leak: ${id} own items foreign item`]);
  const told = alteredIn(conforming, summary, exchange => ({
    ...exchange,
    response: exchangeOf(conforming, summary, id).response,
  }));
  assert.equal(verdictOn(told, summary, id).verdict, 'failed', 'the other list in place of the own one');
});

/** What makes the comparison say nothing, and the reason. */
const open: readonly (readonly [recording: Recording, reason: RegExp])[] = [
  [without(conforming, foreign, summary.name), /^unproven: left out$/],
  [
    alteredIn(
      conforming,
      summary,
      withItems(() => []),
      foreign,
    ),
    /^unproven: the other project has no backups$/,
  ],
  [
    alteredIn(
      conforming,
      summary,
      withItems(() => []),
    ),
    /^unproven: the list is empty; create backups /,
  ],
  [
    alteredIn(conforming, summary, withStatus(403), foreign),
    /^unproven: the other project does not get its own list: status 403$/,
  ],
  [alteredIn(conforming, summary, withJson({}), foreign), /^unproven: the other .* list: status 200 without a list$/],
  [alteredIn(conforming, summary, withStatus(429), foreign), /^unproven: status 429, which only limits/],
  [alteredIn(conforming, summary, withStatus(500)), /^unproven: no backups list to judge$/],
];

test('without both lists, or with an empty one, nothing is proven, and the reason says why', () => {
  for (const [recording, reason] of open) assert.match(wordsOn(recording, summary, id), reason);
});

test('a token that a live service does not accept is named', () => {
  const { identifiedBy: _, ...target } = conforming.target;
  const live: Recording = { ...conforming, target: { ...target, simulated: false } };
  assert.match(
    wordsOn(alteredIn(live, summary, withStatus(401), foreign), summary, id),
    /^unproven: VBS_OTHER_TOKEN: /,
  );
});
