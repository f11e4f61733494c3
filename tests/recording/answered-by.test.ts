import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answeredBy } from '../../src/recording/answered-by.ts';
import type { Header } from '../../src/wire/exchange.ts';
import { labSamples, missing } from './lab-samples.ts';
import { responseOf } from './sample-exchange.ts';

const json: Header = ['Content-Type', 'application/json'];
const html: Header = ['Content-Type', 'text/html'];
const fault = '{"itemNotFound": {"code": 404, "message": "no"}}';

const cases: readonly (readonly [by: string, headers: readonly Header[], body?: string])[] = [
  ['service', [['X-OpenStack-Request-ID', 'req-1']]],
  ['service', [['x-compute-request-id', 'req-1']]],
  ['front', [html, ['X-Request-Id', '1']]],
  ['unknown', [json, ['X-Request-Id', '1']]],
  ['front', [html]],
  ['front', [['content-type', 'Text/HTML; charset=utf-8']]],
  ['unknown', []],
  ['unknown', [json]],
  ['unknown', [['Content-Type', 'text/htmlish']]],
  ['service', [json], fault],
  ['service', [], fault],
  ['service', [json], '{"error": {"code": "404 Not Found", "message": "no", "title": "Not Found"}}'],
  ['front', [html], fault],
  ['unknown', [json], '{"message": "no", "code": 404}'],
  ['unknown', [json], '{"error": {"code": 404, "message": null}}'],
  ['unknown', [json], '{"error": {"message": "no"}}'],
  ['unknown', [json], '{"error": "no"}'],
  ['unknown', [json], '{"a": {"code": 1, "message": "no"}, "b": {}}'],
  ['unknown', [json], '{"error_code": "APIG.0101", "error_msg": "The API does not exist.", "request_id": "1"}'],
  ['unknown', [json], '[{"code": 404, "message": "no"}]'],
  ['unknown', [json], '{"itemNotFound": {"code": 404, "message": "no"}'],
  ['unknown', [json], '{}'],
  ['unknown', [json], 'null'],
];

test("a request id or a fault in OpenStack's form is the mark of the service, a web page without one that of a front", () => {
  for (const [by, headers, body = ''] of cases) {
    assert.equal(answeredBy(responseOf(body, headers)), by, JSON.stringify([headers, body]));
  }
});

test('whatever is answered, somebody or nobody known has answered it', () => {
  const fields = fc.array(fc.tuple(fc.constantFrom('Content-Type', 'X-OpenStack-Request-Id', 'x'), fc.string()));
  const bodies = fc.oneof(
    fc.uint8Array(),
    fc.json().map(text => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fields, bodies, (headers, body) => {
      const by = answeredBy(responseOf(body, headers));
      const isNamed = headers.some(([name]) => name === 'X-OpenStack-Request-Id');
      assert.ok(isNamed ? by === 'service' : ['service', 'front', 'unknown'].includes(by));
    }),
  );
});

/** Answers of nginx, apache, haproxy, squid and tinyproxy; all others come from Cinder itself. */
const fronts: readonly string[] = [
  'status-400-nginx-plain',
  'status-401-haproxy-auth',
  'status-405-apache-allowmethods',
  'status-405-nginx-trace',
  'status-407-squid-none',
  'status-407-squid-wrong',
  'status-407-tinyproxy',
  'status-408-apache',
  'status-408-haproxy',
  'status-409-squid-intercept',
  'status-501-nginx-te',
  'status-501-squid-te',
  'status-502-killed-8790',
  'status-502-nginx-stopped',
  'status-503-haproxy-no-server',
  'status-503-nginx-limit-2',
  'status-504-haproxy',
  'status-504-nginx',
  'status-504-squid',
];

/** Connections that were closed without a word. */
const silent: readonly string[] = ['status-x-408-nginx-header', 'status-x-bad-utf8-uwsgi'];

test('of every recorded answer of a real OpenStack it can be told who gave it', { skip: missing }, () => {
  const samples = labSamples();
  const named = (wanted: (name: string) => boolean): string[] => samples.map(({ name }) => name).filter(wanted);
  const by = (who: string): string[] =>
    samples.flatMap(({ name, response }) => (response && answeredBy(response) === who ? name : []));
  assert.deepEqual(by('front'), fronts);
  assert.deepEqual(by('unknown'), []);
  assert.deepEqual(
    by('service'),
    named(name => !fronts.includes(name) && !silent.includes(name)),
  );
  assert.deepEqual(
    samples.flatMap(({ name, response }) => (response ? [] : name)),
    silent,
  );
  assert.ok(by('service').length > 25);
});
