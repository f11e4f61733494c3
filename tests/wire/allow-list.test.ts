import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { test } from 'node:test';
import { assertAllowed, ForbiddenSendingError } from '../../src/wire/allow-list.ts';
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
