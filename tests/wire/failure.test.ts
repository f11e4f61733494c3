import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, timedOut } from '../../src/wire/failure.ts';

const kinds: readonly (readonly [code: string, kind: string])[] = [
  ['ENOTFOUND', 'unresolved'],
  ['EAI_AGAIN', 'unresolved'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['ETIMEDOUT', 'refused'],
  ['EADDRNOTAVAIL', 'refused'],
  ['HPE_HEADER_OVERFLOW', 'too-large'],
  ['HPE_INVALID_CONSTANT', 'not-http'],
  ['HPE_INVALID_VERSION', 'not-http'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['EPROTO', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ECONNRESET', 'closed'],
  ['EPIPE', 'closed'],
];

test("a failure's kind follows from the error's code", () => {
  for (const [code, kind] of kinds) {
    const failure = failureOf(Object.assign(new Error('canary'), { code }));
    assert.equal(failure.kind, kind, code);
    assert.ok(failure.message.includes(code));
  }
});

test("an error's text is never repeated, for it may hold what was sent", () => {
  for (const error of [new Error('canary'), Object.assign(new Error('canary'), { code: 'EPROTO' }), 'canary', null]) {
    assert.doesNotMatch(failureOf(error).message, /canary/);
  }
  assert.deepEqual(failureOf(undefined), { kind: 'closed', message: 'the connection broke off (unknown)' });
});

test('a time-out is told in seconds', () => {
  assert.deepEqual(timedOut(1500), { kind: 'timeout', message: 'no complete answer within 1.5 s' });
});
