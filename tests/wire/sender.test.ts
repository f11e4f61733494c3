import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { ForbiddenSendingError } from '../../src/wire/allow-list.ts';
import { limitsFor } from '../../src/wire/limits.ts';
import { type Clock, senderFor } from '../../src/wire/sender.ts';
import { destinationOf, getOf, limitsOf, proxiedOf, unfinishedOf } from './sendings.ts';
import { answering, serve, unusedPort } from './serving.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

/** A clock on which each look takes 2.4 ms. */
function ownClock(): Clock {
  let elapsed = 0;
  return {
    now: () => new Date('2024-02-29T12:00:00Z'),
    elapsed: () => {
      elapsed += 2.4;
      return elapsed;
    },
    sleep: systemClock.sleep,
  };
}

test('an exchange tells what was asked, what came, when and for how long', async t => {
  const endpoint = await serve(t, answering(ok));
  const send = senderFor(destinationOf(`${endpoint.origin}/prefix`), ownClock(), limitsFor(10_000));
  const url = `${endpoint.origin}/prefix/v3`;
  const exchange = await send(getOf(url, { name: 'status/405/patch', method: 'PATCH', headers: { Accept: 'a/b' } }));
  const { body, ...response } = exchange.response ?? {};
  assert.deepEqual(
    { ...exchange, response },
    {
      name: 'status/405/patch',
      request: { method: 'PATCH', url, headers: [['Accept', 'a/b']] },
      response: { status: 200, reason: 'OK', headers: [['Content-Length', '2']] },
      failure: undefined,
      startedAt: '2024-02-29T12:00:00.000Z',
      duration: 2,
      reflected: [],
    },
  );
  assert.equal(Buffer.from(body ?? []).toString(), '{}');
});

test('each kind is sent its own way, and what curl cannot say is noted', async t => {
  const endpoint = await serve(t, answering(ok));
  const send = senderFor(destinationOf('http://vbs.test'), ownClock(), limitsFor(10_000));
  const proxied = await send(proxiedOf('http://vbs.test/v3', endpoint.origin.replace('//', '//name:canary@')));
  assert.match(endpoint.heard[0] ?? '', /^GET http:\/\/vbs\.test\/v3 HTTP/);
  assert.equal(proxied.request.note, `through the proxy ${endpoint.origin}, without credentials`);
  assert.equal(proxied.request.sentTo, endpoint.origin);
  assert.equal(proxied.response?.status, 200);

  const slow = await serve(t, socket => socket.once('data', () => socket.end('HTTP/1.1 408 Slow\r\n\r\n')));
  const toSlow = senderFor(destinationOf(slow.origin), ownClock(), limitsFor(10_000));
  const unfinished = await toSlow(unfinishedOf(slow.origin));
  assert.equal(unfinished.response?.status, 408);
  assert.match(unfinished.request.note ?? '', /never ends/);
  assert.deepEqual([unfinished.request.unfinished, unfinished.request.sentTo], [true, undefined]);
});

test('what the other side does never rejects', async () => {
  const origin = `http://127.0.0.1:${await unusedPort()}`;
  const send = senderFor(destinationOf(origin), ownClock(), limitsFor(10_000));
  const exchanges = await Promise.all([
    send(getOf(origin)),
    send(unfinishedOf(origin)),
    send(proxiedOf(origin, origin)),
  ]);
  assert.deepEqual(
    exchanges.map(({ response, failure }) => [response, failure?.kind]),
    [
      [undefined, 'refused'],
      [undefined, 'refused'],
      [undefined, 'proxy'],
    ],
  );
});

test('what is not on the list is rejected, and nothing is sent', async t => {
  const endpoint = await serve(t, answering(ok));
  const send = senderFor(destinationOf(endpoint.origin), ownClock(), limitsFor(10_000));
  await assert.rejects(send(getOf(endpoint.origin, { method: 'DELETE' })), ForbiddenSendingError);
  await assert.rejects(send(getOf('http://127.0.0.1:1/')), ForbiddenSendingError);
  assert.deepEqual(endpoint.heard, []);
});

test('the limits of a run hold for its exchanges together', async t => {
  const endpoint = await serve(t, answering(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(600)}`));
  const limits = limitsOf({ bodyBytes: 1000, allBodyBytes: 1000, keptBytes: 10 });
  const send = senderFor(destinationOf(endpoint.origin), ownClock(), limits);
  const [first, second] = [await send(getOf(endpoint.origin)), await send(getOf(endpoint.origin))];
  assert.deepEqual([first.failure, first.response?.body.length], [undefined, 600]);
  assert.deepEqual([second.failure?.kind, second.response?.body.length], ['too-large', 10]);
});

test('a rate spaces the exchanges, in their order', async t => {
  const endpoint = await serve(t, answering(ok));
  const send = senderFor(destinationOf(endpoint.origin, { rate: 500 }), ownClock(), limitsFor(10_000));
  const exchanges = await Promise.all(['1', '2', '3'].map(name => send(getOf(`${endpoint.origin}/${name}`, { name }))));
  assert.deepEqual(
    exchanges.map(({ name, response }) => [name, response?.status]),
    [
      ['1', 200],
      ['2', 200],
      ['3', 200],
    ],
  );
});

test('an interruption ends what is under way and sends nothing more', async t => {
  const endpoint = await serve(t, () => {});
  const ended = new AbortController();
  const send = senderFor(destinationOf(endpoint.origin, { rate: 1 }), ownClock(), limitsFor(60_000, ended.signal));
  const exchanges = [send(getOf(endpoint.origin)), send(getOf(endpoint.origin))];
  setImmediate(() => ended.abort());
  const failures = (await Promise.all([...exchanges, send(getOf(endpoint.origin))])).map(
    ({ failure }) => failure?.kind,
  );
  assert.deepEqual(failures, ['interrupted', 'interrupted', 'interrupted']);
});

test('an interruption reads the same on every kind of request', async t => {
  const endpoint = await serve(t, () => {});
  const ended = new AbortController();
  const send = senderFor(destinationOf(endpoint.origin), ownClock(), limitsFor(60_000, ended.signal));
  const exchanges = [
    send(getOf(endpoint.origin)),
    send(unfinishedOf(endpoint.origin)),
    send(proxiedOf(endpoint.origin, endpoint.origin)),
  ];
  setImmediate(() => ended.abort());
  for (const { response, failure } of await Promise.all(exchanges)) {
    assert.deepEqual(
      [response, failure],
      [undefined, { kind: 'interrupted', message: 'the run ended before an answer came' }],
    );
  }
});

test('many exchanges may be under way at a time, without a warning', async t => {
  const warnings: string[] = [];
  const listen = ({ name }: Error): number => warnings.push(name);
  process.on('warning', listen);
  t.after(() => process.off('warning', listen));
  const endpoint = await serve(t, answering(ok));
  const send = senderFor(destinationOf(endpoint.origin), ownClock(), limitsFor(10_000));
  const exchanges = await Promise.all(Array.from({ length: 30 }, () => send(getOf(endpoint.origin))));
  assert.ok(exchanges.every(({ response }) => response?.status === 200));
  assert.deepEqual(warnings, []);
});
