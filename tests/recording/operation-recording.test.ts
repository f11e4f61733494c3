import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { contentOf, jsonOf, resourceOf, resourcesOf } from '../../src/recording/response-json.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const show = exchangeOf({ name: 'sample/show', response: responseOf('{"backup":{"id":"b1"}}') });
const other = exchangeOf({ name: 'other/show' });

const recording: Recording = {
  format: 3,
  suite: 'vbs-conformance 0',
  target: { name: 'x', simulated: false, endpoint: 'https://vbs.test', project: 'p', admin: false },
  operations: [{ page: 'vbs/v3/sample', name: 'sample', parameters: { project_id: 'p', backup_id: 'b1' } }],
  startedAt: '2024-02-29T12:00:00.000Z',
  duration: 1,
  exchanges: [other, show],
  unsent: [{ name: 'sample/status/407/proxy', reason: 'VBS_HTTP_PROXY is not set' }],
  requests: [],
};

test("an operation's exchanges and what was not sent are found by their names below it", () => {
  const operation = operationRecording(recording, 'sample');
  assert.equal(operation.recording, recording);
  assert.deepEqual(operation.parameters, { project_id: 'p', backup_id: 'b1' });
  assert.equal(operation.exchange('show'), show);
  assert.equal(operation.exchange('status/407/proxy'), undefined);
  assert.equal(operation.unsentReason('status/407/proxy'), 'VBS_HTTP_PROXY is not set');
  assert.equal(operation.unsentReason('show'), undefined);
  assert.equal(operation.exchange('constructor'), undefined);
});

test('an operation that was not asked has neither parameters nor exchanges', () => {
  const operation = operationRecording(recording, 'unknown');
  assert.deepEqual([operation.parameters, operation.exchange('show')], [{}, undefined]);
});

test('a body is parsed once for each response', () => {
  const response = responseOf('{"a":[1]}');
  assert.deepEqual(jsonOf(response), { value: { a: [1] }, duplicates: [] });
  assert.equal(jsonOf(response), jsonOf(response));
  assert.notEqual(jsonOf({ ...response }), jsonOf(response));
});

test('a body that is no text has no JSON, and says why', () => {
  assert.deepEqual(jsonOf(responseOf(Uint8Array.from([0xff]))), { error: 'a body that is not valid UTF-8' });
});

const contract = sampleContract();

test('the resource is the object inside the envelope of a complete answer with the status of success', () => {
  assert.deepEqual(resourceOf(show, contract), { id: 'b1' });
  assert.deepEqual(resourcesOf(show, contract), [{ id: 'b1' }]);
  const failure = { kind: 'closed', message: 'x' } as const;
  assert.equal(resourceOf({ ...show, failure }, contract), undefined);
  assert.equal(resourceOf(undefined, contract), undefined);
  assert.equal(resourceOf({ ...show, response: undefined }, contract), undefined);
  assert.equal(resourceOf(exchangeOf({ response: responseOf('{"backup":{}}', [], 404) }), contract), undefined);
  assert.equal(resourceOf(show, { ...contract, success: 202 }), undefined);
  for (const body of ['{"backup":[]}', '{"backup":"x"}', '{"backup":null}', '{}', '[]', 'null', '"backup"', '{', '']) {
    assert.equal(resourceOf(exchangeOf({ response: responseOf(body) }), contract), undefined, body);
    assert.deepEqual(resourcesOf(exchangeOf({ response: responseOf(body) }), contract), [], body);
  }
});

test('an envelope named like what every object inherits is only found where it stands', () => {
  const envelope = { ...contract.body.envelope, names: ['__proto__'] } as NonNullable<typeof contract.body.envelope>;
  const place = { ...contract, body: { ...contract.body, envelope } };
  assert.equal(resourceOf(exchangeOf({ response: responseOf('{}') }), place), undefined);
});

test('a list is content, but no resource; its items are', () => {
  const { envelope } = contract.body;
  assert.ok(envelope);
  const place = {
    ...contract,
    body: { ...contract.body, envelope: { ...envelope, type: 'array' as const, holding: 'list' as const } },
  };
  const answer = exchangeOf({ response: responseOf('{"backup":[{"id":"b1"},7,{"id":"b2"}]}') });
  assert.ok(Array.isArray(contentOf(answer, place)));
  assert.equal(resourceOf(answer, place), undefined);
  assert.deepEqual(resourcesOf(answer, place), [{ id: 'b1' }, { id: 'b2' }]);
  assert.equal(contentOf(show, place), undefined);
});

test('without an envelope the body itself is the resource', () => {
  const place = { ...contract, body: { root: contract.body.root, envelope: undefined } };
  assert.deepEqual(resourceOf(exchangeOf({ response: responseOf('{"id":"b1"}') }), place), { id: 'b1' });
});
