import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, type Response } from '../../src/wire/exchange.ts';

test('a header field is found in any spelling, and the first one counts', () => {
  const response: Response = {
    status: 200,
    reason: 'OK',
    headers: [
      ['content-TYPE', 'application/json'],
      ['Content-Type', 'text/html'],
      ['X-Empty', ''],
    ],
    body: new Uint8Array(),
  };
  assert.equal(header(response, 'Content-Type'), 'application/json');
  assert.equal(header(response, 'x-empty'), '');
  assert.equal(header(response, 'x-none'), undefined);
});
