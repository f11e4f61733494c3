import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { connectionTo, reach } from '../../src/network/connection.ts';
import { trust } from '../wire/sendings.ts';
import { serve, unusedPort } from '../wire/serving.ts';

const patience = 10_000;

test('a host that accepts connections is reached: nothing is sent, and the connection is closed', async t => {
  let connections = 0;
  const endpoint = await serve(t, () => {
    connections += 1;
  });
  assert.equal(await reach(new URL(`${endpoint.origin}/v3/p?x=1`), trust, patience), undefined);
  // Whoever hung up before the other side noticed has been noticed once another one was.
  const socket = connectionTo(new URL(endpoint.origin), trust);
  await once(socket, 'connect');
  socket.destroy();
  while (connections < 2) await new Promise(resolve => setTimeout(resolve, 5));
  await endpoint.quiet();
  assert.deepEqual([connections, endpoint.heard.join('')], [2, '']);
});

test('a host whose name is an IPv6 address in brackets', async () => {
  const failure = await reach(new URL(`http://[::1]:${await unusedPort()}/`), trust, patience);
  assert.equal(failure?.kind, 'refused');
});

test('a port that refuses, and a host that nobody knows', async () => {
  for (const scheme of ['http', 'https']) {
    const refused = await reach(new URL(`${scheme}://127.0.0.1:${await unusedPort()}/`), trust, patience);
    assert.deepEqual(refused, { kind: 'refused', message: 'the connection failed (ECONNREFUSED)' });
    assert.equal((await reach(new URL(`${scheme}://no-such-host.invalid/`), trust, patience))?.kind, 'unresolved');
  }
});

/** What servers do that speak no TLS, and how that is told. */
const noTls: readonly (readonly [what: string, speak: (socket: Socket) => void, kind: string, timeout: number])[] = [
  ['answers in HTTP', socket => socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')), 'tls', patience],
  ['hangs up', socket => socket.destroy(), 'closed', patience],
  ['hangs up once it has heard', socket => socket.once('data', () => socket.end()), 'closed', patience],
  ['says nothing', () => {}, 'timeout', 50],
];

for (const [what, speak, kind, timeout] of noTls) {
  test(`a host that ${what} where TLS is spoken cannot be reached`, async t => {
    const endpoint = await serve(t, speak);
    const failure = await reach(new URL(endpoint.origin.replace('http:', 'https:')), trust, timeout);
    assert.equal(failure?.kind, kind);
    await endpoint.quiet();
  });
}
