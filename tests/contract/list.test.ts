import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodySchema } from '../../src/contract/body-schema.ts';
import { checkableFacts } from '../../src/contract/checkable-facts.ts';
import { contractOf } from '../../src/contract/join.ts';
import { goodNotes, notesFrom, siblings, tapes, tapesContract } from './list-page.ts';

test('the meanings on a page say how its list is asked for in parts', () => {
  const { list } = tapesContract();
  assert.equal(list?.identity, 'serial');
  assert.deepEqual([list.limit?.name, list.offset?.name, list.marker?.name], ['limit', 'skip', 'after']);
  assert.deepEqual([list.next?.links.id, list.next?.relation], ['response/tapes_links', 'next']);
  assert.deepEqual(
    list.filters.map(({ name, field, match, since, words }) => [name, field, match, since, words]),
    [
      ['state', 'state', 'exact', undefined, ['idle', 'busy']],
      ['label~', 'label', 'contains', '3.45', []],
    ],
  );
  const { count } = list;
  assert.deepEqual(
    [count?.field.id, count?.parameter.name, count?.parameter.since, count?.counts],
    ['response/total', 'counted', '3.45', 'all'],
  );
  assert.deepEqual([list.shownBy, list.alsoIn], [undefined, undefined]);
});

test('a count is that of the answer unless a ruling says otherwise', () => {
  const unruled = goodNotes.replace(/ {2}- on: \[counted\/total\][\s\S]*?(?=meanings)/, '');
  assert.equal(tapesContract(unruled).list?.count?.counts, 'answer');
});

test('where no meaning tells items apart, and on a page about one resource, there are no rules on a list', () => {
  assert.equal(tapesContract(goodNotes.replace(/.*identified-by.*\n/, '')).list, undefined);
});

test('everything that a rule cites has its place, and the parameters with a meaning are facts to be judged', () => {
  const contract = tapesContract();
  const { limit, offset, marker, next, filters, count } = contract.list ?? {};
  for (const one of [limit, offset, marker, next, count, ...(filters ?? [])]) {
    assert.ok(one?.cites.some(({ source, line }) => source.endsWith('.rst') && line !== undefined));
    assert.ok(one?.cites.some(({ source }) => source === 'list-tapes.yaml'));
  }
  const ids = checkableFacts(contract).map(({ id }) => id);
  for (const name of ['limit', 'skip', 'state', 'label~', 'counted']) assert.ok(ids.includes(`request/${name}`), name);
});

test('a field that only a page beside it documents stands next to the list, in some answers', () => {
  const { body } = tapesContract();
  const field = body.root.members.find(({ names }) => names[0] === 'tapes_links');
  assert.deepEqual(
    [field?.optional, field?.members.map(({ id }) => id)],
    [true, ['response/tapes_links/item/href', 'response/tapes_links/item/rel']],
  );
  const { required, properties } = bodySchema(tapesContract()) as { required: string[]; properties: object };
  assert.ok(Object.hasOwn(properties, 'tapes_links') && !required.includes('tapes_links'));
});

test('word for word, the page alone counts', () => {
  const { body } = contractOf('a/v3/list-tapes', tapes, notesFrom(goodNotes), 'literal', siblings);
  assert.deepEqual(
    body.root.members.map(({ names }) => names[0]),
    ['tapes', 'total'],
  );
});
