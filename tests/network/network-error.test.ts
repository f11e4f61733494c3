import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type NetworkErrorKind, networkError } from '../../src/network/network-error.ts';

const codes: Readonly<Record<Exclude<NetworkErrorKind, 'timeout'>, readonly string[]>> = {
  unresolved: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'],
  refused: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'EACCES'],
  tls: [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CRL_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'EPROTO',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'ERR_OSSL_X509_INVALID_DIRECTORY',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  closed: ['ECONNRESET', 'EPIPE', 'ERR_SOCKET_CLOSED', 'HPX', 'SOMETHING_NEW'],
  'not-http': ['HPE_INVALID_CONSTANT', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  'too-large': ['HPE_HEADER_OVERFLOW'],
};

test("Node's error codes tell what went wrong, and the message shows them", () => {
  for (const [kind, ones] of Object.entries(codes)) {
    for (const code of ones) {
      const told = networkError(Object.assign(new Error('canary'), { code }));
      assert.equal(told.kind, kind, code);
      assert.match(told.message, new RegExp(`^[a-zA-Z0-9/. ]+ \\(${code}\\)`));
    }
  }
});

test('where another authority would help, the variable for its certificates is named', () => {
  const named = codes.tls.filter(code => /OS_CACERT/.test(networkError({ code }).message));
  assert.deepEqual(named, [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ]);
});

test("an error's own text is never told: it may hold what was sent", () => {
  const { kind, message } = networkError(new Error('canary'));
  assert.deepEqual([kind, message], ['closed', 'the connection was interrupted (unknown)']);
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ code: fc.anything() })), thrown => {
      assert.ok(networkError(thrown).message.length > 0);
    }),
  );
});
