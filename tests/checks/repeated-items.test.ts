import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withStatus } from '../../src/mutation/alterations.ts';
import { alteredIn, details, itemsOf, recordLists, summary, verdictOn, withItems, wordsOn } from './listed-items.ts';

const conforming = await recordLists();
const repeating = withItems(items => [...items, ...items.slice(2, 3)]);

test('a list with each item once passes; one that repeats an item fails and says where', () => {
  for (const contract of [summary, details]) {
    assert.equal(verdictOn(conforming, contract, 'items/once').verdict, 'passed');
    const id = itemsOf(conforming, contract)[2]?.id;
    assert.equal(
      wordsOn(alteredIn(conforming, contract, repeating), contract, 'items/once'),
      `failed: id "${id}": expected one item, got backups[2] and backups[7] (1 more difference)`,
    );
  }
});

test('every read is judged', () => {
  const again = alteredIn(conforming, summary, repeating, ['show-again']);
  assert.match(wordsOn(again, summary, 'items/once'), /^failed: id "[^"]+" \(second read\): expected one item/);
});

test('equal names are no repetition', () => {
  const alike = alteredIn(
    conforming,
    details,
    withItems(items => items.map(one => ({ ...one, name: 'a' }))),
  );
  assert.equal(verdictOn(alike, details, 'items/once').verdict, 'passed');
});

test('without items, identities or a list nothing is proven', () => {
  const empty = alteredIn(
    conforming,
    summary,
    withItems(() => []),
  );
  assert.equal(
    wordsOn(empty, summary, 'items/once'),
    'unproven: the list is empty; create backups in the project to have its items judged',
  );
  const unnamed = alteredIn(
    conforming,
    summary,
    withItems(items => items.map(({ id: _, ...rest }) => rest)),
  );
  assert.equal(wordsOn(unnamed, summary, 'items/once'), 'unproven: no item has id, which tells it from others');
  const refused = alteredIn(conforming, summary, withStatus(500));
  const { verdict, message, isConsequence } = verdictOn(refused, summary, 'items/once');
  assert.deepEqual([verdict, message, isConsequence], ['unproven', 'no backups list to judge', true]);
});
