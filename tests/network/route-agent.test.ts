import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsFor } from '../../src/wire/limits.ts';
import { senderFor } from '../../src/wire/sender.ts';
import { listen, replying, tunnelTo } from '../targets/openstack/keystone-server.ts';
import { certificateFor } from '../wire/certificate.ts';
import { sleepingClock } from '../wire/clocks.ts';
import { destinationOf, getOf } from '../wire/sendings.ts';
import { answering, serve, unusedPort } from '../wire/serving.ts';

const clock = sleepingClock();
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

test('an http endpoint is asked for in absolute form, with the token and the credentials of the proxy', async t => {
  const proxy = await serve(t, answering(ok));
  const route = `http://name:secret@127.0.0.1:${proxy.port}`;
  const send = senderFor(destinationOf('http://vbs.test', { route }), clock, limitsFor(5000));
  const { response, request } = await send(getOf('http://vbs.test/v3/p', { headers: { 'X-Auth-Token': 'token' } }));
  assert.equal(response?.status, 200);
  assert.match(proxy.heard[0] ?? '', /^GET http:\/\/vbs\.test\/v3\/p HTTP\/1\.1\r\n/);
  assert.match(proxy.heard[0] ?? '', /^x-auth-token: token\r$/im);
  assert.match(proxy.heard[0] ?? '', /^proxy-authorization: Basic /im);
  assert.ok(!JSON.stringify(request).includes('secret'));
});

test('an https endpoint is reached through a tunnel, and the token is not shown to the proxy', async t => {
  const proxy = await serve(t, answering('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n'));
  const send = senderFor(destinationOf('https://vbs.test', { route: proxy.origin }), clock, limitsFor(5000));
  await send(getOf('https://vbs.test/v3/p', { headers: { 'X-Auth-Token': 'token' } }));
  assert.match(proxy.heard[0] ?? '', /^CONNECT vbs\.test:443 HTTP\/1\.1\r\n/);
  assert.doesNotMatch(proxy.heard.join(), /token/);
});

test('a proxy that cannot be reached is a failure, not a crash, and the message names the proxy', async () => {
  const route = `http://127.0.0.1:${await unusedPort()}`;
  for (const origin of ['http://vbs.test', 'https://vbs.test']) {
    const send = senderFor(destinationOf(origin, { route }), clock, limitsFor(5000));
    const { failure } = await send(getOf(`${origin}/v3/p`));
    const message = 'at the proxy: the connection failed (ECONNREFUSED)';
    assert.deepEqual(failure, { kind: 'refused', message });
  }
});

test("when the proxy refuses a tunnel, its answer is not taken for the endpoint's", async t => {
  for (const [status, reason] of [
    [403, /^at the proxy: the connection to this address is refused \(403\)$/],
    [407, /^at the proxy: a name and a password are required \(407\); use a URL such as http:/],
  ] as const) {
    const proxy = await serve(t, answering(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
    const send = senderFor(destinationOf('https://vbs.test', { route: proxy.origin }), clock, limitsFor(5000));
    const { failure, response } = await send(getOf('https://vbs.test/v3/p'));
    assert.deepEqual([response, failure?.kind], [undefined, 'refused']);
    assert.match(failure?.message ?? '', reason);
  }
});

test('a proxy that says nothing is given up with the exchange', async t => {
  for (const origin of ['https://vbs.test', 'http://vbs.test']) {
    const proxy = await serve(t, () => {});
    const send = senderFor(destinationOf(origin, { route: proxy.origin }), clock, limitsFor(200));
    const { failure } = await send(getOf(`${origin}/v3/p`));
    assert.equal(failure?.kind, 'timeout');
    await proxy.quiet();
  }
});

test('the certificate at the end of a tunnel has to be for the endpoint, also where that is an address', async t => {
  const own = certificateFor('127.0.0.1');
  const service = await listen(t, replying(200, {}), own);
  const proxy = await tunnelTo(t, Number(new URL(service.origin).port));
  const trust = { ca: own.cert, isInsecure: false };
  const kinds = ['https://127.0.0.1:8776', 'https://127.0.0.2:8776', 'https://localhost:8776'].map(async origin => {
    const send = senderFor(destinationOf(origin, { route: proxy.origin, trust }), clock, limitsFor(10_000));
    const { response, failure } = await send(getOf(`${origin}/v3/p`));
    return response?.status ?? failure?.kind;
  });
  assert.deepEqual(await Promise.all(kinds), [200, 'tls', 'tls']);
});
