import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityRequest, sentRequest } from '../../src/recording/sent-request.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const common = {
  name: 'show',
  method: 'GET',
  url: 'https://vbs.test/v3',
  startedAt: '2024-02-29T12:00:00.000Z',
  duration: 12,
};

test('a request that was answered is logged with the status and by whom, and nothing else of the answer', () => {
  const byService = responseOf('{"secret":1}', [['X-Openstack-Request-Id', 'req-1']], 404);
  assert.deepEqual(sentRequest(exchangeOf({ response: byService })), {
    ...common,
    status: 404,
    answeredBy: 'service',
  });
  const byFront = responseOf('<html>', [['Content-Type', 'text/html']], 502);
  assert.deepEqual(sentRequest(exchangeOf({ response: byFront })), { ...common, status: 502, answeredBy: 'front' });
});

test('a request that was not answered is logged with the reason', () => {
  const failure = { kind: 'timeout', message: 'timed out after 1 s' } as const;
  const line = sentRequest(exchangeOf({ response: undefined, failure }));
  assert.deepEqual(line, { ...common, failure: 'timed out after 1 s' });
});

test('an answer that broke off is logged with both', () => {
  const failure = { kind: 'closed', message: 'the body ended too early' } as const;
  assert.deepEqual(sentRequest(exchangeOf({ failure })), {
    ...common,
    status: 200,
    answeredBy: 'unknown',
    failure: 'the body ended too early',
  });
});

test("Keystone's part is logged beside, as what it is: the only POST", () => {
  const asked = { url: 'https://id.test/v3/auth/tokens', startedAt: common.startedAt, duration: 7, status: 201 };
  assert.deepEqual(identityRequest(asked), { name: 'identity', method: 'POST', ...asked });
});
