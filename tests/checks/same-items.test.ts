import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Alteration, withJsonChanged, withStatus } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  alteredIn,
  details,
  deviationsOn,
  itemsOf,
  recordLists,
  summary,
  verdictOn,
  withItems,
  withoutItems,
  wordsOn,
} from './listed-items.ts';

const conforming = await recordLists();
const id = 'items/summary';
const partly: Alteration = withJsonChanged(body => ({
  ...(body as object),
  backups_links: [{ rel: 'next', href: 'http://a.test/v3/p/backups?marker=b' }],
}));

test('lists of the same items pass, in whatever order', () => {
  assert.equal(verdictOn(conforming, summary, id).verdict, 'passed');
  const turned = alteredIn(
    conforming,
    details,
    withItems(items => items.reverse()),
  );
  assert.equal(verdictOn(turned, summary, id).verdict, 'passed');
});

test('both lists are named with both of their reads', () => {
  assert.deepEqual(verdictOn(conforming, summary, id).exchanges, [
    'list-backups/show',
    'list-backups/show-again',
    'list-backups-details/show',
    'list-backups-details/show-again',
  ]);
});

test('an item that only one list has fails, and the list that lacks it is named', () => {
  const lost = itemsOf(conforming, details)[5]?.id;
  for (const [lacking, other] of [
    [summary, details],
    [details, summary],
  ] as const) {
    const less = alteredIn(conforming, lacking, withoutItems(5));
    assert.equal(
      wordsOn(less, summary, id),
      `failed: "${lost}" of ${other.name}: expected in ${lacking.name}, too, got missing there`,
    );
    assert.deepEqual(deviationsOn(less, summary, id), [`contradiction: ${lacking.name} same items absent`]);
    assert.equal(
      verdictOn(
        alteredIn(
          conforming,
          lacking,
          withItems(() => []),
        ),
        summary,
        id,
      ).verdict,
      'failed',
    );
  }
});

test('an item that came or went says nothing', () => {
  for (const contract of [summary, details]) {
    for (const read of ['show', 'show-again']) {
      assert.equal(verdictOn(alteredIn(conforming, contract, withoutItems(2), [read]), summary, id).verdict, 'passed');
    }
  }
});

test('a list with a next page may have more: only what the complete one lacks contradicts', () => {
  const half = (recording: Recording): Recording => alteredIn(recording, summary, partly);
  assert.match(wordsOn(half(conforming), summary, id), /^unproven: list-backups answers with a part of the list/);
  assert.equal(verdictOn(half(alteredIn(conforming, summary, withoutItems(5, 6))), summary, id).verdict, 'unproven');
  assert.equal(verdictOn(half(alteredIn(conforming, details, withoutItems(5))), summary, id).verdict, 'failed');
  const both = alteredIn(half(alteredIn(conforming, details, withoutItems(5))), details, partly);
  assert.equal(verdictOn(both, summary, id).verdict, 'unproven');
});

test('without items in common, or without the other list, nothing is proven', () => {
  const empty = [summary, details].reduce(
    (one, list) =>
      alteredIn(
        one,
        list,
        withItems(() => []),
      ),
    conforming,
  );
  assert.equal(
    wordsOn(empty, summary, id),
    'unproven: the list is empty; create backups in the project to have its items judged',
  );
  const alone = {
    ...conforming,
    exchanges: conforming.exchanges.filter(({ name }) => name.startsWith('list-backups/')),
  };
  assert.equal(wordsOn(alone, summary, id), 'unproven: list-backups-details was not read');
  for (const names of [['show'], ['show-again']]) {
    const refused = verdictOn(alteredIn(conforming, details, withStatus(500), names), summary, id);
    assert.deepEqual([refused.verdict, refused.isConsequence], ['unproven', true]);
  }
  const own = verdictOn(alteredIn(conforming, summary, withStatus(500)), summary, id);
  assert.deepEqual([own.message, own.isConsequence], ['no backups list to judge', true]);
});

test('only a list that names another has the check, and says that it reads both', async () => {
  const { itemChecks } = await import('../../src/checks/items.ts');
  const of = (contract: typeof summary) => itemChecks(contract).find(one => one.id.endsWith(id));
  assert.deepEqual(of(summary)?.reads, ['list-backups-details']);
  assert.equal(of(details), undefined);
});
