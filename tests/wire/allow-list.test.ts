import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Sending } from '../../src/probes/sending.ts';
import { assertAllowed, ForbiddenSendingError } from '../../src/wire/allow-list.ts';
import { anyUrl } from '../text/any-text.ts';
import { getOf, proxiedOf, unfinishedOf } from './sendings.ts';

const origin = 'https://vbs.test:8776';
const url = `${origin}/v3/p/backups/b`;
const token = { 'X-Auth-Token': 'canary' };

test('what the suite sends is on the list', () => {
  assertAllowed(getOf(url, { headers: token }), origin);
  assertAllowed(getOf(url, { headers: { ...token, 'Transfer-Encoding': 'gzip, chunked' } }), origin);
  assertAllowed(getOf(url, { method: 'PATCH', headers: token }), origin);
  assertAllowed(getOf(url, { method: 'CONFORM', headers: token }), origin);
  assertAllowed(getOf(url, { method: 'TRACE' }), origin);
  assertAllowed(proxiedOf(url, 'http://proxy.test:3128'), origin);
  assertAllowed(unfinishedOf(url), origin);
});

test('no other method is, in no spelling', () => {
  const allowed = ['GET', 'PATCH', 'TRACE'];
  for (const method of [...METHODS.filter(one => !allowed.includes(one)), 'get', 'patch', 'GET ', 'CONFORMS', '']) {
    assert.throws(() => assertAllowed(getOf(url, { method }), origin), ForbiddenSendingError, method);
  }
});

test('TRACE, which would be echoed, goes without anything secret', () => {
  for (const name of ['X-Auth-Token', 'x-AUTH-token', 'Authorization', 'Cookie', 'Proxy-Authorization']) {
    const sending = getOf(url, { method: 'TRACE', headers: { [name]: 'canary' } });
    assert.throws(() => assertAllowed(sending, origin), ForbiddenSendingError, name);
  }
});

test('nothing goes to another origin, with or without a token', () => {
  const elsewhere = ['https://vbs.test/', 'http://vbs.test:8776/', 'https://vbs.test.evil:8776/', 'file:///etc/passwd'];
  for (const other of elsewhere) {
    for (const headers of [token, {}]) {
      assert.throws(() => assertAllowed(getOf(other, { headers }), origin), ForbiddenSendingError, other);
      assert.throws(() => assertAllowed(unfinishedOf(other), origin), ForbiddenSendingError, other);
      assert.throws(() => assertAllowed(proxiedOf(other, origin), origin), ForbiddenSendingError, other);
    }
  }
});

test('no credentials in a URL, which would be sent along', () => {
  for (const user of ['name:canary@', 'name@', ':canary@']) {
    const sending = getOf(url.replace('//', `//${user}`));
    assert.throws(() => assertAllowed(sending, origin), ForbiddenSendingError);
  }
});

test('no token to the proxy that is to refuse', () => {
  for (const headers of [token, { 'Proxy-Authorization': 'Basic canary' }]) {
    const sending = { ...proxiedOf(url, 'http://proxy.test'), headers };
    assert.throws(() => assertAllowed(sending, origin), ForbiddenSendingError);
  }
});

test('nothing declares a body', () => {
  for (const headers of [{ 'content-length': '2' }, { 'Transfer-Encoding': 'chunked' }, { Expect: '100-continue' }]) {
    assert.throws(() => assertAllowed(getOf(url, { headers }), origin), ForbiddenSendingError);
  }
});

test('the refusal never shows the token', () => {
  const sending = getOf('https://name:canary@evil.test/?t=canary', { method: 'TRACE', headers: token });
  assert.throws(
    () => assertAllowed(sending, origin),
    (error: Error) => !error.message.includes('canary'),
  );
});

test('only header fields of a list are sent: others turn a request into another, or send it elsewhere', () => {
  const fields = [
    'Host',
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-Forwarded-Host',
    'Upgrade',
    'Connection',
    '',
  ];
  for (const field of [...fields, 'Accept\r\nX-HTTP-Method-Override', 'Cookie', 'Proxy-Authorization', '__proto__']) {
    const headers = Object.fromEntries([[field, 'x']]);
    for (const sending of [getOf(url, { headers }), { ...unfinishedOf(url), headers }]) {
      assert.throws(() => assertAllowed(sending, origin), ForbiddenSendingError, field);
    }
  }
});

test('no field holds what would begin another field or request', () => {
  for (const value of ['a\r\n\r\nDELETE / HTTP/1.1', 'a\nX-Auth-Token: b', '\r', '\0', '\x7f', 'ā']) {
    for (const sending of [getOf(url), unfinishedOf(url), proxiedOf(url, 'http://proxy.test')]) {
      const headers = { Accept: value };
      assert.throws(() => assertAllowed({ ...sending, headers }, origin), ForbiddenSendingError, JSON.stringify(value));
    }
  }
});

test('only a GET goes unfinished or through the proxy, and only a GET declares the coding of its empty body', () => {
  for (const method of ['PATCH', 'CONFORM', 'TRACE', 'DELETE']) {
    for (const sending of [unfinishedOf(url), proxiedOf(url, 'http://proxy.test')]) {
      const odd = { ...sending, method } as unknown as Sending;
      assert.throws(() => assertAllowed(odd, origin), ForbiddenSendingError, method);
    }
    const coded = getOf(url, { method, headers: { 'Transfer-Encoding': 'gzip, chunked' } });
    assert.throws(() => assertAllowed(coded, origin), ForbiddenSendingError, method);
  }
});

const words = (...some: readonly string[]) => fc.oneof(fc.constantFrom(...some), fc.string());
const madeUp = fc.record({
  kind: fc.constantFrom('ordinary', 'proxied', 'unfinished'),
  name: fc.constant('made-up'),
  method: words('GET', 'PATCH', 'TRACE', 'CONFORM', 'POST', 'DELETE', 'get'),
  url: fc.oneof(
    fc.constantFrom(url, `${origin}/`, 'https://name:pw@vbs.test:8776/', 'https://evil.test/', 'http://vbs.test:8776/'),
    fc.string().map(path => `${origin}/${path}`),
    anyUrl,
  ),
  headers: fc.dictionary(
    words('X-Auth-Token', 'Accept', 'Authorization', 'Cookie', 'Host', 'Content-Length', 'Transfer-Encoding', 'Prefer'),
    words('canary', 'gzip, chunked', 'chunked', '0', 'a\r\nB: c'),
    { maxKeys: 3 },
  ),
  proxy: fc.constant('http://proxy.test'),
  wait: fc.constant(1),
});

/** Says in other words than the list itself what may leave this machine. */
function mayLeave({ kind, method, url: address, headers }: Sending): boolean {
  const { origin: to, username, password } = new URL(address);
  const fields = Object.entries(headers);
  const isSecret = fields.some(([name]) => /^(?:x-auth-token|authorization)$/i.test(name));
  const line = fields.map(([name, value]) => `${name}: ${value}`).join('|');
  const known = /^(?:(?:accept|prefer|x-auth-token|authorization|transfer-encoding): [^\r\n]*(?:\||$))*$/i;
  if (to !== origin || username + password !== '' || !known.test(line)) return false;
  if (/transfer-encoding/i.test(line) && !(kind === 'ordinary' && method === 'GET' && /gzip, chunked/.test(line)))
    return false;
  if (kind !== 'ordinary') return method === 'GET' && !isSecret;
  return /^(?:GET|PATCH|CONFORM)$/.test(method) || (method === 'TRACE' && !isSecret);
}

test('whatever sending is made up, nothing but the list gets through', () => {
  let passed = 0;
  fc.assert(
    fc.property(madeUp, made => {
      const sending = made as unknown as Sending;
      try {
        assertAllowed(sending, origin);
      } catch {
        return;
      }
      passed += 1;
      assert.ok(mayLeave(sending), JSON.stringify(sending));
    }),
    { numRuns: 2000 },
  );
  assert.ok(passed > 20, 'some of what is made up may leave');
});
