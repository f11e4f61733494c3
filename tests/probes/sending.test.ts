import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSent } from '../../src/probes/sending.ts';

test('what has a kind is sent, what has a reason is not', () => {
  assert.equal(
    isSent({
      kind: 'ordinary',
      operation: 'sample',
      name: 'show',
      method: 'GET',
      url: 'http://vbs.test/',
      headers: {},
    }),
    true,
  );
  assert.equal(isSent({ name: 'show', reason: 'no' }), false);
});
