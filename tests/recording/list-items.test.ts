import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerOf, identityOf, listedItems, pageIn, readOfItem } from '../../src/recording/list-items.ts';
import { tapesContract } from '../contract/list-page.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const contract = tapesContract();
const next = 'http://vbs.test/v3/p/tapes?limit=1&after=a';
const answer = (name: string, body: unknown, status = 200) =>
  exchangeOf({ name, response: responseOf(JSON.stringify(body), [], status) });
const page = { tapes: [{ serial: 'a', state: 'idle' }, 'no object'], tapes_links: [{ rel: 'next', href: next }] };

test('a page has its items, and where the next one is', () => {
  assert.deepEqual(pageIn(answer('list-tapes/show', page), contract), {
    items: [{ serial: 'a', state: 'idle' }],
    next,
  });
  assert.equal(pageIn(answer('list-tapes/show', { tapes: [] }), contract)?.next, undefined);
  for (const links of [{}, [{ rel: 'prev', href: next }], [{ rel: 'next' }], null]) {
    assert.equal(pageIn(answer('list-tapes/show', { tapes: [], tapes_links: links }), contract)?.next, undefined);
  }
});

test('an answer that is no list is no page', () => {
  for (const body of [{}, { tapes: {} }, [], 'text']) {
    assert.equal(pageIn(answer('list-tapes/show', body), contract), undefined);
  }
  assert.equal(pageIn(answer('list-tapes/show', page, 404), contract), undefined);
  assert.equal(pageIn(undefined, contract), undefined);
});

test('what tells items apart is a text or a number', () => {
  assert.equal(identityOf({ serial: 7 }, contract), '7');
  for (const serial of [null, {}, undefined, true]) assert.equal(identityOf({ serial }, contract), undefined);
});

test('items have the fields, too, that only the other list shows', () => {
  const other = { ...contract, name: 'list-tapes-details' };
  const both = { ...contract, list: contract.list && { ...contract.list, alsoIn: other } };
  const answers: Readonly<Record<string, unknown>> = {
    'list-tapes': { tapes: [{ serial: 'b', label: 'mine' }, { serial: 'a' }] },
    'list-tapes-details': {
      tapes: [
        { serial: 'a', state: 'idle' },
        { serial: 'b', label: 'theirs', state: 'busy' },
      ],
    },
  };
  const answerOf: AnswerOf = (operation, name) => answer(`${operation}/${name}`, answers[operation]);
  assert.deepEqual(listedItems(both, answerOf, 'show'), [
    { serial: 'b', label: 'mine', state: 'busy' },
    { serial: 'a', state: 'idle' },
  ]);
  assert.deepEqual(listedItems(contract, answerOf, 'show'), [{ serial: 'b', label: 'mine' }, { serial: 'a' }]);
});

test('the read of an item is found by its URL, whoever made it, and no other request for it', () => {
  const url = 'http://vbs.test/v3/p/tapes/a';
  const named = (name: string) => ({ ...answer(name, {}), request: { ...answer(name, {}).request, url } });
  for (const name of ['show-tape/show', 'list-tapes/items/show/2', 'list-tapes/items/show/2@2']) {
    assert.equal(readOfItem([named(name)], url)?.name, name);
  }
  for (const name of ['show-tape/show-again', 'show-tape/status/406/accept', 'show-tape/follow/self']) {
    assert.equal(readOfItem([named(name)], url), undefined, name);
  }
  assert.equal(readOfItem([answer('show-tape/show', {})], url), undefined);
});
