import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownItems } from '../../src/checks/known-items.ts';
import { withStatus } from '../../src/mutation/alterations.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  changed,
  details,
  itemsIn,
  linkTo,
  recording,
  summary,
  withBase,
  withItems,
  withMembers,
} from './list-recording.ts';

const ids = itemsIn(recording, 'show').map(({ id }) => id as string);
const knownIn = (one: Recording, contract = details) => knownItems(operationRecording(one, contract.name), contract);

test('what both plain reads have is known, with the fields of the list that shows more', () => {
  const known = knownIn(recording, summary);
  assert.deepEqual([...(known?.items.keys() ?? [])], ids);
  assert.equal(known?.items.get(ids[0] ?? '')?.status, 'available');
  assert.deepEqual([known?.moving.size, known?.isComplete, known?.isStill], [0, true, true]);
});

test('an item that came, went, or changed in a field that tells of it moves', () => {
  const change = (rest: Readonly<Record<string, unknown>>): Recording =>
    changed(
      recording,
      ['show-again'],
      withItems(([first, ...others]) => [{ ...first, ...rest }, ...others]),
    );
  for (const one of [change({ status: 'error' }), change({ updated_at: null })]) {
    for (const contract of [details, summary]) {
      const known = knownIn(one, contract);
      assert.deepEqual([...(known?.moving ?? [])], ids.slice(0, 1));
      assert.deepEqual([...(known?.items.keys() ?? [])], ids.slice(1));
      assert.equal(known?.isStill, true);
    }
  }
  assert.equal(knownIn(change({ size: 7 }))?.moving.size, 0, 'the rule on steadiness finds that');
  for (const read of ['show', 'show-again']) {
    const known = knownIn(
      changed(
        recording,
        [read],
        withItems(items => items.slice(1)),
      ),
    );
    assert.deepEqual([...(known?.moving ?? [])], ids.slice(0, 1));
    assert.equal(known?.isStill, false);
  }
});

test('a list with a link to a next page is not complete, and what cannot be read is not known', () => {
  const page = withBase(recording, withMembers(linkTo('http://127.0.0.1/more')));
  assert.equal(knownIn(page)?.isComplete, false);
  assert.equal(knownIn(changed(recording, ['show-again'], withStatus(500))), undefined);
});

test('items that come and go leave the others in their order; a list that is turned round has none', () => {
  const after = (change: Parameters<typeof withItems>[0]) =>
    knownIn(changed(recording, ['show-again'], withItems(change)));
  assert.equal(knownIn(recording)?.hasOrder, true);
  assert.equal(after(items => items.slice(1))?.hasOrder, true);
  assert.equal(after(items => items.toReversed())?.hasOrder, false);
});
