import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { AnswerOrFailure } from '../../src/wire/answer.ts';
import { bodiesWithin } from '../../src/wire/bodies.ts';
import { sendProxied } from '../../src/wire/proxied.ts';
import { limitsOf, proxiedOf } from './sendings.ts';
import { answering, type Endpoint, onceAsked, serve, unusedPort } from './serving.ts';

const refusal = 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 2\r\n\r\n{}';

function send(url: string, proxy: string): Promise<AnswerOrFailure> {
  const limits = limitsOf();
  return sendProxied(proxiedOf(url, proxy), limits, bodiesWithin(limits)());
}

async function through(
  t: TestContext,
  url: string,
  bytes: string,
): Promise<AnswerOrFailure & { readonly proxy: Endpoint }> {
  const proxy = await serve(t, answering(bytes));
  const outcome = await send(url, `http://name:canary@127.0.0.1:${proxy.port}/`);
  await proxy.quiet();
  return { ...outcome, proxy };
}

test('an http endpoint is asked for in absolute form, without credentials', async t => {
  const { response, failure, proxy } = await through(t, 'http://vbs.test:81/v3/p?x=1', refusal);
  assert.deepEqual([response?.status, failure], [407, undefined]);
  assert.equal(Buffer.from(response?.body ?? []).toString(), '{}');
  assert.deepEqual(proxy.heard, [
    'GET http://vbs.test:81/v3/p?x=1 HTTP/1.1\r\nAccept: application/json\r\nHost: vbs.test:81\r\nConnection: close\r\n\r\n',
  ]);
});

test('for an https endpoint CONNECT is sent, and the refusal is read with its body', async t => {
  const { response, failure, proxy } = await through(t, 'https://vbs.test/v3/p', refusal);
  assert.deepEqual([response?.status, failure], [407, undefined]);
  assert.deepEqual(response?.headers[0], ['Proxy-Authenticate', 'Basic realm="x"']);
  assert.equal(Buffer.from(response?.body ?? []).toString(), '{}');
  assert.deepEqual(proxy.heard, ['CONNECT vbs.test:443 HTTP/1.1\r\nHost: vbs.test:443\r\n\r\n']);
});

test('the proxy is told who asks, and nothing that is meant for the endpoint', async t => {
  const proxy = await serve(t, answering(refusal));
  const limits = limitsOf();
  const headers = { Accept: 'a/b', 'User-Agent': 'suite/1', 'OpenStack-API-Version': 'volume 3.70' };
  const sending = { ...proxiedOf('https://vbs.test/v3/p', proxy.origin), headers };
  await sendProxied(sending, limits, bodiesWithin(limits)());
  assert.deepEqual(proxy.heard, ['CONNECT vbs.test:443 HTTP/1.1\r\nHost: vbs.test:443\r\nUser-Agent: suite/1\r\n\r\n']);
});

test('the tunnel of a proxy that demands nothing is not used', async t => {
  const proxy = await serve(
    t,
    onceAsked(socket => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')),
  );
  const { response, failure } = await send('https://[::1]:8443/v3', proxy.origin);
  await proxy.quiet();
  assert.deepEqual([response?.status, response?.body.length, failure], [200, 0, undefined]);
  assert.deepEqual(proxy.heard, ['CONNECT [::1]:8443 HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n']);
});

test('a proxy that cannot be reached is told from an endpoint that cannot', async () => {
  for (const url of ['http://vbs.test/', 'https://vbs.test/']) {
    const refused = await send(url, `http://127.0.0.1:${await unusedPort()}/`);
    assert.deepEqual(refused.failure, {
      kind: 'proxy',
      message: 'at the proxy: the connection failed (ECONNREFUSED)',
    });
    const unknown = await send(url, 'http://no-such-proxy.invalid/');
    assert.equal(unknown.failure?.kind, 'proxy');
  }
});

test('a proxy that hangs up, or speaks no HTTP', async t => {
  for (const url of ['http://vbs.test/', 'https://vbs.test/']) {
    assert.equal((await through(t, url, '')).failure?.kind, 'closed');
    assert.equal((await through(t, url, 'SOCKS!\r\n')).failure?.kind, 'not-http');
  }
});
