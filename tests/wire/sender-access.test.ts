import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import tls from 'node:tls';
import { reach } from '../../src/network/connection.ts';
import type { Trust } from '../../src/network/tls.ts';
import type { Sending } from '../../src/probes/sending.ts';
import { ForbiddenSendingError } from '../../src/wire/allow-list.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { type Clock, senderFor } from '../../src/wire/sender.ts';
import { signedHeaders } from '../../src/wire/signing.ts';
import { type Certificate, certificateFor } from './certificate.ts';
import { sleepingClock } from './clocks.ts';
import { destinationOf, getOf, limitsOf, unfinishedOf } from './sendings.ts';
import { onceAsked, serve } from './serving.ts';

const keys = { accessKey: 'access-key-canary', secretKey: 'secret-key-canary' };

/** A clock on which each look at the time of day takes a minute. */
function minutes(): Clock {
  let now = Date.parse('2024-02-29T12:00:00Z');
  return {
    ...sleepingClock(),
    now: () => {
      now += 60_000;
      return new Date(now);
    },
  };
}

const fieldOf = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(head)?.[1];

const busy = 'HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n';
const good = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

test('what is signed is signed anew each time, with the time at which it is sent, and carries no token', async t => {
  const answers = [busy, good];
  const endpoint = await serve(
    t,
    onceAsked(socket => socket.end(answers.shift() ?? good)),
  );
  const send = senderFor(destinationOf(endpoint.origin), minutes(), limitsOf());
  const headers = { Accept: 'a/b', 'X-Project-Id': 'p' };
  const url = `${endpoint.origin}/v3/p/backups/b`;
  const exchange = await send(getOf(url, { headers, keys }));
  assert.equal(exchange.response?.status, 200);
  assert.equal(endpoint.heard.length, 2);
  const dates = endpoint.heard.map(head => {
    const date = fieldOf(head, 'x-sdk-date') ?? '';
    const now = new Date(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
    const expected = signedHeaders({ method: 'GET', url, headers }, keys, now);
    assert.equal(fieldOf(head, 'authorization'), expected.Authorization);
    assert.doesNotMatch(head, /x-auth-token|secret-key-canary/i);
    return date;
  });
  assert.equal(new Set(dates).size, 2);
  assert.deepEqual(exchange.request.headers.map(([name]) => name).sort(), [
    'Accept',
    'Authorization',
    'X-Project-Id',
    'X-Sdk-Date',
  ]);
  assert.match(exchange.request.note ?? '', /signed with VBS_ACCESS_KEY/);
});

test('what is not to be signed is sent as it is', async t => {
  const endpoint = await serve(
    t,
    onceAsked(socket => socket.end(good)),
  );
  const send = senderFor(destinationOf(endpoint.origin), minutes(), limitsOf());
  const { request } = await send(getOf(endpoint.origin, { headers: { 'X-Auth-Token': 'token' } }));
  assert.deepEqual(request.headers, [['X-Auth-Token', 'token']]);
  assert.doesNotMatch(endpoint.heard.join(''), /authorization|x-sdk-date/i);
});

test('a signed TRACE, which would be echoed with its signature, is not sent', async t => {
  const endpoint = await serve(t, () => {});
  const send = senderFor(destinationOf(endpoint.origin), minutes(), limitsOf());
  await assert.rejects(send(getOf(endpoint.origin, { method: 'TRACE', keys })), ForbiddenSendingError);
  assert.deepEqual(endpoint.heard, []);
});

interface TlsEndpoint {
  readonly origin: string;
  /** The names by which it was called in the handshakes. */
  readonly names: readonly (string | false)[];
  /** What came over TLS, decrypted. */
  readonly heard: () => string;
}

/** A server that speaks TLS for one test: 200 to what is a request, 408 to what never ends. */
async function serveTls(t: TestContext, pair: Certificate): Promise<TlsEndpoint> {
  let heard = '';
  const names: (string | false)[] = [];
  const sockets = new Set<Socket>();
  const server = tls.createServer(pair, socket => {
    let own = '';
    sockets.add(socket.on('error', () => {}));
    names.push((socket as { readonly servername?: string | false }).servername ?? false);
    socket.on('data', chunk => {
      heard += chunk.toString('latin1');
      own += chunk.toString('latin1');
      if (own.includes('\r\n\r\n')) socket.end(good);
      else if (own.endsWith('X-Unfinished: ')) socket.end('HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, names, heard: () => heard };
}

const own = certificateFor('127.0.0.1');
const elsewhere = certificateFor('192.0.2.1');
const strangers = certificateFor('127.0.0.1');

/** Whom a server's certificate convinces. */
const trusts: readonly (readonly [who: string, server: Certificate, trust: Trust, isBelieved: boolean])[] = [
  ['its own authority', own, { ca: own.cert, isInsecure: false }, true],
  ['one authority of several', own, { ca: elsewhere.cert + own.cert, isInsecure: false }, true],
  ['nobody in particular', own, { ca: undefined, isInsecure: false }, false],
  ["another's authority", own, { ca: strangers.cert, isInsecure: false }, false],
  ['its own authority, but for another address', elsewhere, { ca: elsewhere.cert, isInsecure: false }, false],
  ['who does not look', own, { ca: undefined, isInsecure: true }, true],
  ['who does not look, though there is an authority', own, { ca: strangers.cert, isInsecure: true }, true],
];

for (const [who, server, trust, isBelieved] of trusts) {
  test(`over TLS, a server is ${isBelieved ? '' : 'not '}believed by ${who}, whatever is sent`, async t => {
    const endpoint = await serveTls(t, server);
    const send = senderFor(destinationOf(endpoint.origin, { trust }), minutes(), limitsOf());
    const ask = (sending: Sending): Promise<Exchange> => send(sending);
    const sent = await Promise.all([
      ask(getOf(endpoint.origin, { headers: { 'X-Auth-Token': 'canary' } })),
      ask(unfinishedOf(endpoint.origin)),
    ]);
    const told = sent.map(({ response, failure }) => response?.status ?? failure?.kind);
    const reached = await reach(new URL(endpoint.origin), trust, 10_000);
    assert.deepEqual([...told, reached?.kind], isBelieved ? [200, 408, undefined] : ['tls', 'tls', 'tls']);
    assert.equal(endpoint.heard().includes('canary'), isBelieved);
    if (!isBelieved) assert.equal(endpoint.heard(), '', 'nothing was shown to whom nobody believed');
  });
}

test('over TLS, a host is called by its name, since several may share an address, and an address is no name', async t => {
  const trust: Trust = { ca: undefined, isInsecure: true };
  const { origin, names } = await serveTls(t, own);
  for (const at of [origin, origin.replace('127.0.0.1', 'localhost')]) {
    const send = senderFor(destinationOf(at, { trust }), minutes(), limitsOf());
    await send(getOf(at));
    await send(unfinishedOf(at));
  }
  assert.deepEqual(names, [false, false, 'localhost', 'localhost']);
});

test('whoever meets an authority that is not known is told how to make it known', async t => {
  const { origin } = await serveTls(t, own);
  const send = senderFor(destinationOf(origin), minutes(), limitsOf());
  assert.match((await send(getOf(origin))).failure?.message ?? '', /set OS_CACERT to the file/);
  const wrongName = await serveTls(t, elsewhere);
  const trust: Trust = { ca: elsewhere.cert, isInsecure: false };
  const toWrong = senderFor(destinationOf(wrongName.origin, { trust }), minutes(), limitsOf());
  assert.doesNotMatch((await toWrong(getOf(wrongName.origin))).failure?.message ?? '', /OS_CACERT/);
});
