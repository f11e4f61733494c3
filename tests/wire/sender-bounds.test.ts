import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import type { Limits } from '../../src/wire/limits.ts';
import { type Clock, type Destination, type Sender, senderFor } from '../../src/wire/sender.ts';
import { hurriedClock, sleepingClock } from './clocks.ts';
import { destinationOf, getOf, limitsOf, unfinishedOf } from './sendings.ts';
import { type Endpoint, onceAsked, serve } from './serving.ts';

/** The answer with this status. */
const answer = (status: number, fields = ''): string => `HTTP/1.1 ${status} X\r\n${fields}Content-Length: 0\r\n\r\n`;

/** Answers each request with the next of these, and with the last one from then on. */
function inTurn(...answers: readonly string[]): (socket: Socket, heard: () => string) => void {
  let count = 0;
  return onceAsked(socket => {
    socket.end(answers[Math.min(count, answers.length - 1)] ?? '');
    count += 1;
  });
}

interface Setting {
  readonly endpoint: Endpoint;
  readonly send: Sender;
  /** What the sender told of, in that order. */
  readonly told: readonly Exchange[];
}

async function setting(
  t: TestContext,
  speak: (socket: Socket, heard: () => string) => void,
  limits: Partial<Limits> = {},
  destination: Partial<Destination> = {},
  clock: Clock = sleepingClock(),
): Promise<Setting> {
  const endpoint = await serve(t, speak);
  const told: Exchange[] = [];
  const to = destinationOf(endpoint.origin, destination);
  const send = senderFor(to, clock, limitsOf(limits), exchange => told.push(exchange));
  return { endpoint, send, told };
}

const many = (count: number, { endpoint, send }: Setting): Promise<Exchange[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => send(getOf(endpoint.origin, { name: String(index) }))));

const outcome = ({ response, failure }: Exchange): string => (failure ? failure.kind : String(response?.status));
const statuses = (exchanges: readonly Exchange[]): (number | undefined)[] =>
  exchanges.map(({ response }) => response?.status);

test('no more requests are sent than a run may send; the others are withheld with the reason, and nobody is told', async t => {
  const one = await setting(t, inTurn(answer(200)), { requests: 5 });
  const exchanges = await many(8, one);
  assert.deepEqual(exchanges.map(outcome), [...Array(5).fill('200'), ...Array(3).fill('withheld')]);
  assert.equal(exchanges[7]?.failure?.message, 'a run sends at most 5 requests for an operation');
  assert.equal(one.endpoint.heard.length, 5);
  assert.deepEqual(one.told.map(({ name }) => name).sort(), ['0', '1', '2', '3', '4']);
});

test('what asks again has a bound of its own', async t => {
  const { send, endpoint } = await setting(t, inTurn(answer(200)), { requests: 1, repetitions: 2 });
  const again = getOf(endpoint.origin, { repetition: true });
  const exchanges = [await send(again), await send(again), await send(again), await send(getOf(endpoint.origin))];
  assert.deepEqual(exchanges.map(outcome), ['200', '200', 'withheld', '200']);
  assert.equal(exchanges[2]?.failure?.message, 'a run sends at most 2 requests for an operation to ask again');
});

test('a service that is overloaded is sent fewer requests at a time', async t => {
  let [underWay, most] = [0, 0];
  const speak = onceAsked(socket => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      socket.end(answer(502));
    });
  });
  const one = await setting(t, speak);
  await one.send(getOf(one.endpoint.origin, { code: 502 }));
  assert.equal(one.send.slowed(), undefined);
  for (let round = 0; round < 3; round += 1) await many(8, one);
  most = 0;
  await many(8, one);
  assert.equal(most, 1);
  assert.match(one.send.slowed() ?? '', /since the service answered 502\.$/);
});

test('each operation has bounds of its own, for requests and for bodies', async t => {
  const one = await setting(t, inTurn(answer(200)), { requests: 2, allBodyBytes: 4 });
  await many(3, one);
  const { operation, failure } = { operation: 'another', ...(await one.send(getOf(one.endpoint.origin))) };
  assert.equal(failure?.kind, 'withheld');
  assert.equal(outcome(await one.send(getOf(one.endpoint.origin, { operation }))), '200');
  assert.deepEqual(
    [one.send.refusalFor('another', 1), one.send.refusalFor('sample', 1)],
    [undefined, failure?.message],
  );
});

test('repetitions count, and who cannot be repeated any more keeps the answer it got', async t => {
  const one = await setting(t, inTurn(answer(429, 'Retry-After: 0\r\n')), { requests: 2 });
  const exchanges = [await one.send(getOf(one.endpoint.origin)), await one.send(getOf(one.endpoint.origin))];
  assert.deepEqual(exchanges.map(outcome), ['429', 'withheld']);
  assert.deepEqual(statuses(one.told), [429, 429]);
  assert.equal(one.endpoint.heard.length, 2);
});

test('whoever wants to send several is told before whether they will be sent', async t => {
  const one = await setting(t, inTurn(answer(200)), { requests: 5 });
  assert.equal(one.send.refusalFor('sample', 5), undefined);
  assert.match(one.send.refusalFor('sample', 6) ?? '', /at most 5 requests/);
  await many(3, one);
  assert.equal(one.send.refusalFor('sample', 2), undefined);
  assert.match(one.send.refusalFor('sample', 3) ?? '', /at most 5 requests/);
  await many(2, one);
  assert.match(one.send.refusalFor('sample', 1) ?? '', /at most 5 requests/);
});

test('only so many are under way at a time', async t => {
  const [all, most] = [7, 3];
  const waiting: Socket[] = [];
  let [answered, highest] = [0, 0];
  const answerAll = (): void => {
    highest = Math.max(highest, waiting.length);
    answered += waiting.length;
    for (const socket of waiting.splice(0)) socket.end(answer(200));
  };
  const one = await setting(
    t,
    onceAsked(socket => {
      const isRound = waiting.push(socket) === Math.min(most, all - answered);
      // One more has some time to come, though it must not.
      if (isRound) setTimeout(answerAll, 50);
    }),
    { concurrent: most },
  );
  assert.deepEqual(statuses(await many(all, one)), Array(all).fill(200));
  assert.equal(highest, most);
});

test('the one that never finishes holds up nobody, and nobody holds it up', async t => {
  const open: Socket[] = [];
  const one = await setting(
    t,
    (socket, heard) => {
      onceAsked(asked => asked.end(answer(200)))(socket, heard);
      socket.once('data', () => heard().includes('X-Unfinished') && open.push(socket));
    },
    { concurrent: 1 },
  );
  const unfinished = one.send(unfinishedOf(one.endpoint.origin));
  assert.deepEqual(statuses(await many(3, one)), [200, 200, 200]);
  assert.equal(one.told.length, 3, 'it has not ended yet');
  for (const socket of open) socket.end(answer(408));
  assert.equal(outcome(await unfinished), '408');
});

test('a request that is put off is repeated until it is answered, and each time is told', async t => {
  // The one that waits by the machine's clock.
  const one = await setting(
    t,
    inTurn(answer(429, 'Retry-After: 0\r\n'), answer(503, 'Retry-After: 0\r\n'), answer(200)),
    {},
    {},
    systemClock,
  );
  assert.equal(outcome(await one.send(getOf(one.endpoint.origin, { name: 'show' }))), '200');
  assert.deepEqual(statuses(one.told), [429, 503, 200]);
  assert.deepEqual(
    one.told.map(({ name }) => name),
    ['show', 'show', 'show'],
  );
});

test('who is put off for ever gets the last answer, after four attempts', async t => {
  const one = await setting(t, inTurn(answer(429, 'Retry-After: 0\r\n')));
  assert.equal(outcome(await one.send(getOf(one.endpoint.origin))), '429');
  assert.equal(one.endpoint.heard.length, 4);
});

test('a status that puts off is the answer where it is what should be earned', async t => {
  const one = await setting(t, inTurn(answer(503, 'Retry-After: 0\r\n')));
  assert.equal(outcome(await one.send(getOf(one.endpoint.origin, { code: 503 }))), '503');
  assert.equal(one.endpoint.heard.length, 1);
});

test('many who are put off for the same time wait for it once', async t => {
  const limit = answer(429, 'Retry-After: 10\r\n');
  // Time passes by itself: they are put off at nearly the same time.
  const clock = hurriedClock(20);
  const one = await setting(t, inTurn(limit, limit, limit, answer(200)), { waiting: 25_000 }, {}, clock);
  assert.deepEqual(statuses(await many(3, one)), [200, 200, 200]);
  assert.equal(one.endpoint.heard.length, 6);
});

test('a service that asks for a longer pause than a run makes is asked nothing more', async t => {
  const one = await setting(t, inTurn(answer(429, 'Retry-After: 3600\r\n')), {}, { rate: 0.01 }, systemClock);
  const exchanges = await many(4, one);
  assert.deepEqual(exchanges.map(outcome), ['429', 'withheld', 'withheld', 'withheld']);
  const reason = 'the service asks to wait for 3600 s, but a run waits for 60 s in total';
  assert.deepEqual([exchanges[3]?.failure?.message, one.send.refusalFor('sample', 1)], [reason, reason]);
  assert.equal(one.endpoint.heard.length, 1);
});

test('pauses add up: what a run may wait altogether is not exceeded by several', async t => {
  const one = await setting(t, inTurn(answer(429, 'Retry-After: 2\r\n')), { waiting: 2500 });
  assert.equal(outcome(await one.send(getOf(one.endpoint.origin))), '429');
  assert.equal(one.endpoint.heard.length, 2);
  assert.match(one.send.refusalFor('sample', 1) ?? '', /^the service asks to wait for 2 s/);
});

test('a service that asks everybody to wait is given up after the time that a run waits, and that is said', async t => {
  const clock = sleepingClock();
  const one = await setting(t, inTurn(answer(429)), {}, {}, clock);
  const exchanges = await many(20, one);
  assert.ok(clock.elapsed() <= 60_000, `${clock.elapsed()} ms`);
  assert.ok(one.endpoint.heard.length < 60);
  assert.equal(outcome(exchanges[0] as Exchange), '429');
  const reason = 'for 60 s the service has only asked to wait, and a run waits no longer';
  assert.deepEqual([exchanges[19]?.failure?.message, one.send.refusalFor('sample', 1)], [reason, reason]);
});

test('a service that slows a run down is not given up while it answers', async t => {
  const clock = sleepingClock();
  const limit = answer(429, 'Retry-After: 1\r\n');
  const answers = Array.from({ length: 40 }, () => [limit, answer(200)]).flat();
  const one = await setting(t, inTurn(...answers), { requests: 80, concurrent: 1 }, {}, clock);
  assert.deepEqual(statuses(await many(40, one)), Array(40).fill(200));
  assert.ok(clock.elapsed() > 60_000);
});

test('who waits because the service asked for it is not kept when the run ends', async t => {
  const ended = new AbortController();
  const one = await setting(t, inTurn(answer(503, 'Retry-After: 50\r\n')), { ended: ended.signal }, {}, systemClock);
  const exchange = one.send(getOf(one.endpoint.origin));
  while (one.told.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
  ended.abort();
  assert.equal(outcome(await exchange), 'interrupted');
  assert.equal(one.send.refusalFor('sample', 1), 'the run ended before an answer came');
  assert.equal(one.endpoint.heard.length, 1);
});
