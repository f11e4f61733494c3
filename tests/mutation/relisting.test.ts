import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical } from '../../src/checks/same-json.ts';
import { isMade, type Make, originalOf } from '../../src/mutation/change.ts';
import { manyOf, relistedBy, withResources } from '../../src/mutation/relisting.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { jsonValue } from '../../src/recording/response-json.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { details, recordLists, summary } from '../checks/listed-items.ts';

const recording = await recordLists();

function made(make: Make, contract = details, from = recording): Recording {
  const result = make(originalOf(contract, from));
  assert.ok(isMade(result), 'notApplicable' in result ? result.notApplicable : '');
  return result;
}

const answerIn = ({ request, response }: Exchange): unknown[] => [
  request.url,
  response?.status,
  canonical(response && jsonValue(response)),
];
const namesBelow = ({ exchanges }: Recording, prefix: string): string[] =>
  exchanges.map(({ name }) => name).filter(name => name.startsWith(prefix));

test('the same resources give what the embedded service answers: both know the pages, and nothing of each other', () => {
  for (const contract of [details, summary]) {
    const again = made(
      relistedBy(contract, () => ({})),
      contract,
    );
    const byName = new Map(again.exchanges.map(one => [one.name, one]));
    assert.equal(again.exchanges.length, recording.exchanges.length);
    assert.deepEqual(again.unsent, recording.unsent);
    for (const one of recording.exchanges) {
      const other = byName.get(one.name);
      assert.ok(other, one.name);
      assert.deepEqual(answerIn(other), answerIn(one), one.name);
    }
  }
});

test('a run asks for what the other resources suggest, and says why it does not ask', () => {
  const empty = made(withResources(details, () => []));
  assert.deepEqual(namesBelow(empty, 'list-backups-details/paging/'), []);
  assert.deepEqual(namesBelow(empty, 'list-backups-details/items/show/'), []);
  const reasons = new Map(empty.unsent.map(({ name, reason }) => [name, reason]));
  assert.match(reasons.get('list-backups-details/paging/walk') ?? '', /^the list has no items/);
  const many = made(withResources(details, manyOf(28, details)));
  assert.deepEqual(namesBelow(many, 'list-backups-details/paging/walk/').length, 4);
  const [first] = many.exchanges.filter(({ name }) => name === 'list-backups-details/paging/walk/1');
  assert.match(first?.request.url ?? '', /\?limit=4&status=available$/);
});

test('resources that cannot be told from each other, or that are not listed, cannot be listed anew', () => {
  const make = relistedBy(details, () => ({}));
  const twice = made(
    withResources(details, all => [...all, ...all]),
    details,
  );
  assert.deepEqual(make(originalOf(details, twice)), {
    notApplicable: 'show: it has items that cannot be told from each other',
  });
  const unread = { ...recording, exchanges: recording.exchanges.filter(({ name }) => !name.endsWith('/show-again')) };
  assert.deepEqual(make(originalOf(details, unread)), {
    notApplicable: 'show-again: not every list of these items was read',
  });
});
