import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tlsOptions } from '../../src/network/tls.ts';

test('certificates are verified unless that is switched off, against those that are given', () => {
  assert.deepEqual(tlsOptions({ ca: undefined, isInsecure: false }), { rejectUnauthorized: true });
  assert.deepEqual(tlsOptions({ ca: 'pem', isInsecure: false }), { ca: 'pem', rejectUnauthorized: true });
  assert.deepEqual(tlsOptions({ ca: 'pem', isInsecure: true }), { ca: 'pem', rejectUnauthorized: false });
});
