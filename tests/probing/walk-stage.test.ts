import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listSlots, type WalkSlot } from '../../src/probes/list-slots.ts';
import type { Stage } from '../../src/probes/plan.ts';
import { isSent, type Sending } from '../../src/probes/sending.ts';
import type { RunState } from '../../src/probing/run-state.ts';
import { withWalks } from '../../src/probing/walk-stage.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { tapesContract } from '../contract/list-page.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { sampleTarget } from '../targets/sample-target.ts';

const contract = tapesContract();
const target = sampleTarget();
const url = 'https://vbs.test/volume/v3/p1/tapes';
const slots = listSlots(contract).filter((slot): slot is WalkSlot => slot.kind === 'walk');
const stage: Stage = { name: 'walks', steps: slots };

const page = (name: string, serials: readonly string[], next?: string): Exchange => {
  const links = next === undefined ? {} : { tapes_links: [{ rel: 'next', href: next }] };
  const body = JSON.stringify({ tapes: serials.map(serial => ({ serial, state: 'idle' })), ...links });
  return exchangeOf({ name, response: responseOf(body) });
};

const firstRead = page('list-tapes/show', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);

/** Walks where each URL has this next link; resolves with the names, the queries, and what was not sent. */
async function walked(nextOf: (query: string) => string | undefined, reason?: string) {
  const state: RunState = {
    subjects: {},
    exchanges: [firstRead],
    unsent: [],
    damage: undefined,
    disturbances: new Map(),
  };
  const answer = (sending: Sending): Exchange => ({
    ...page(sending.name, ['a'], nextOf(new URL(sending.url).search)),
    request: { method: 'GET', url: sending.url, headers: [] },
  });
  const conversation = {
    target: () => target,
    redacted: (exchange: Exchange) => exchange,
    sendAll: async (requests: (one: typeof target) => readonly (Sending | { name: string; reason: string })[]) => {
      const all = requests(target);
      return {
        exchanges: all.flatMap(one => (isSent(one as Sending) ? answer(one as Sending) : [])),
        unsent: all.flatMap(one => ('reason' in one ? one : [])),
      };
    },
  } as unknown as Parameters<typeof withWalks>[2]['conversation'];
  const end = await withWalks(stage, state, {
    conversation,
    answersFor: (_, { exchanges }) => ({
      contract,
      target,
      url,
      answerOf: (operation, name) => exchanges.findLast(one => one.name === `${operation}/${name}`),
    }),
    reasonNotToAsk: () => reason,
    repeated: async (_, one) => one,
  });
  const pages = end.exchanges
    .slice(1)
    .map(({ name, request }) => `${name.split('/').at(-1)} ${new URL(request.url).search}`);
  return { pages, unsent: end.unsent };
}

const linkTo = (after: string): string => `${url}?after=${after}`;

test('each page is asked for by the link of the page before, until there is none', async () => {
  const next: Readonly<Record<string, string>> = { '?limit=2&state=idle': linkTo('b'), '?after=b': linkTo('d') };
  const { pages, unsent } = await walked(query => next[query]);
  assert.deepEqual([pages, unsent], [['1 ?limit=2&state=idle', '2 ?after=b', '3 ?after=d'], []]);
});

test('a walk ends after five pages, and where it would go in a circle', async () => {
  let count = 0;
  const endless = await walked(() => {
    count += 1;
    return linkTo(String(count));
  });
  assert.equal(endless.pages.length, 5);
  const circle = await walked(query => (query === '?after=x' ? `${url}?limit=2&state=idle` : linkTo('x')));
  assert.deepEqual(circle.pages, ['1 ?limit=2&state=idle', '2 ?after=x']);
});

test('a link to another origin is not followed, and that is said', async () => {
  const { pages, unsent } = await walked(() => 'https://elsewhere.test/v3/p1/tapes?after=b');
  assert.equal(pages.length, 1);
  assert.deepEqual(unsent, [
    { name: 'list-tapes/paging/walk/2', reason: 'the link leads to another origin (https://elsewhere.test)' },
  ]);
});

test('nothing is asked of an operation that stays disturbed', async () => {
  const { pages, unsent } = await walked(() => undefined, 'the service stays disturbed');
  assert.deepEqual([pages, unsent], [[], [{ name: 'list-tapes/paging/walk', reason: 'the service stays disturbed' }]]);
});
