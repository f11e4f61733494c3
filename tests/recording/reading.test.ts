import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingOf } from '../../src/recording/reading.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { jsonOf, resourceIn } from '../../src/recording/response-json.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const show = exchangeOf({ response: responseOf('{"backup":{"id":"b1"}}') });

const recording: Recording = {
  page: 'vbs/v3/sample',
  suite: 'vbs-conformance 0',
  target: { name: 'x', simulated: false, endpoint: 'https://vbs.test', project: 'p', backup: 'b1', admin: false },
  startedAt: '2024-02-29T12:00:00.000Z',
  duration: 1,
  exchanges: [show],
  unsent: [{ name: 'status/407/proxy', reason: 'VBS_HTTP_PROXY is not set' }],
  requests: [],
};

test('exchanges and what was not sent are found by name', () => {
  const reading = readingOf(recording);
  assert.equal(reading.recording, recording);
  assert.equal(reading.exchange('show'), show);
  assert.equal(reading.exchange('status/407/proxy'), undefined);
  assert.equal(reading.unsentReason('status/407/proxy'), 'VBS_HTTP_PROXY is not set');
  assert.equal(reading.unsentReason('show'), undefined);
  assert.equal(reading.exchange('constructor'), undefined);
});

test('a body is parsed once for each response', () => {
  const response = responseOf('{"a":[1]}');
  assert.deepEqual(jsonOf(response), { value: { a: [1] }, duplicates: [] });
  assert.equal(jsonOf(response), jsonOf(response));
  assert.notEqual(jsonOf({ ...response }), jsonOf(response));
  assert.equal(readingOf(recording).json(response), jsonOf(response));
});

test('a body that is no text has no JSON, and says why', () => {
  assert.deepEqual(jsonOf(responseOf(Uint8Array.from([0xff]))), { error: 'it is not valid UTF-8' });
});

test('the resource is the object inside the envelope of a complete 200', () => {
  assert.deepEqual(resourceIn(show, 'backup'), { id: 'b1' });
  const failure = { kind: 'closed', message: 'x' } as const;
  assert.equal(resourceIn({ ...show, failure }, 'backup'), undefined);
  assert.equal(resourceIn(undefined, 'backup'), undefined);
  assert.equal(resourceIn({ ...show, response: undefined }, 'backup'), undefined);
  assert.equal(resourceIn(exchangeOf({ response: responseOf('{"backup":{}}', [], 404) }), 'backup'), undefined);
  for (const body of ['{"backup":[]}', '{"backup":"x"}', '{"backup":null}', '{}', '[]', 'null', '"backup"', '{', '']) {
    assert.equal(resourceIn(exchangeOf({ response: responseOf(body) }), 'backup'), undefined, body);
  }
  assert.equal(resourceIn(show, 'constructor'), undefined);
});

test('an envelope named like what every object inherits is only found where it stands', () => {
  assert.equal(resourceIn(exchangeOf({ response: responseOf('{}') }), '__proto__'), undefined);
});
