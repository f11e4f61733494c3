import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsFor } from '../../src/wire/limits.ts';
import { senderFor } from '../../src/wire/sender.ts';
import { getOf } from './sendings.ts';
import { answering, serve, unusedPort } from './serving.ts';

const clock = { now: () => new Date(0), elapsed: () => 0 };
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

test('an http endpoint is asked for in absolute form, with the token and the credentials of the proxy', async t => {
  const proxy = await serve(t, answering(ok));
  const route = `http://name:secret@127.0.0.1:${proxy.port}`;
  const send = senderFor('http://vbs.test', undefined, clock, limitsFor(5000), route);
  const { response, request } = await send(getOf('http://vbs.test/v3/p', { headers: { 'X-Auth-Token': 'token' } }));
  assert.equal(response?.status, 200);
  assert.match(proxy.heard[0] ?? '', /^GET http:\/\/vbs\.test\/v3\/p HTTP\/1\.1\r\n/);
  assert.match(proxy.heard[0] ?? '', /^x-auth-token: token\r$/im);
  assert.match(proxy.heard[0] ?? '', /^proxy-authorization: Basic /im);
  assert.ok(!JSON.stringify(request).includes('secret'));
});

test('an https endpoint is reached through a tunnel, and the token is not shown to the proxy', async t => {
  const proxy = await serve(t, answering('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n'));
  const send = senderFor('https://vbs.test', undefined, clock, limitsFor(5000), proxy.origin);
  await send(getOf('https://vbs.test/v3/p', { headers: { 'X-Auth-Token': 'token' } }));
  assert.match(proxy.heard[0] ?? '', /^CONNECT vbs\.test:443 HTTP\/1\.1\r\n/);
  assert.doesNotMatch(proxy.heard.join(), /token/);
});

test('a proxy that cannot be reached is a failure, not a crash', async () => {
  const send = senderFor(
    'http://vbs.test',
    undefined,
    clock,
    limitsFor(5000),
    `http://127.0.0.1:${await unusedPort()}`,
  );
  const { failure } = await send(getOf('http://vbs.test/v3/p'));
  assert.equal(failure?.kind, 'refused');
});
