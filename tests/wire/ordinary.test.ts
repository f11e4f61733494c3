import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, ok, send } from './asking.ts';
import { getOf } from './sendings.ts';
import { answering, serve, unusedPort } from './serving.ts';

test('a redirect is an answer like others: nothing is sent to where it leads', async t => {
  for (const location of ['/v3/elsewhere', 'http://127.0.0.1:1/', 'file:///etc/passwd']) {
    const fields = `Location: ${location}\r\n`;
    const { response, endpoint } = await ask(t, answering(`HTTP/1.1 302 Found\r\n${fields}Content-Length: 0\r\n\r\n`));
    assert.equal(response?.status, 302);
    assert.equal(endpoint.heard.length, 1);
  }
});

test('what is sent is the request alone: no body, no keep-alive, own fields only', async t => {
  const endpoint = await serve(t, answering(ok('{}')));
  const url = `${endpoint.origin}/v3/p/backups/b`;
  const headers = { 'X-Auth-Token': 'canary' };
  for (const method of ['GET', 'PATCH', 'CONFORM']) await send(getOf(url, { method, headers }));
  await send(getOf(url, { method: 'TRACE' }));
  const [get = '', patch = '', conform = '', trace = ''] = endpoint.heard;
  const common = `Host: 127.0.0.1:${endpoint.port}\r\n`;
  const token = 'X-Auth-Token: canary\r\nConnection: close\r\n';
  assert.equal(get, `GET /v3/p/backups/b HTTP/1.1\r\n${token}${common}\r\n`);
  assert.equal(patch, `PATCH /v3/p/backups/b HTTP/1.1\r\n${token}${common}Content-Length: 0\r\n\r\n`);
  assert.equal(conform, `CONFORM /v3/p/backups/b HTTP/1.1\r\n${token}${common}Content-Length: 0\r\n\r\n`);
  assert.equal(trace, `TRACE /v3/p/backups/b HTTP/1.1\r\nConnection: close\r\n${common}\r\n`);
});

test('a transfer coding of the sending is ended properly, without a body', async t => {
  const endpoint = await serve(t, answering(ok('{}')));
  await send(getOf(endpoint.origin, { headers: { 'Transfer-Encoding': 'gzip, chunked' } }));
  assert.match(endpoint.heard[0] ?? '', /\r\nTransfer-Encoding: gzip, chunked\r\n.*\r\n\r\n0\r\n\r\n$/s);
});

test('a port that refuses and a host that nobody knows', async () => {
  const refused = await send(getOf(`http://127.0.0.1:${await unusedPort()}/`));
  assert.deepEqual(refused.failure, { kind: 'refused', message: 'the connection failed (ECONNREFUSED)' });
  const unknown = await send(getOf('http://no-such-host.invalid/'));
  assert.equal(unknown.failure?.kind, 'unresolved');
});

test('TLS towards a server that speaks none', async t => {
  const endpoint = await serve(t, socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const { response, failure } = await send(getOf(endpoint.origin.replace('http:', 'https:')));
  assert.deepEqual([response, failure?.kind], [undefined, 'tls']);
});
