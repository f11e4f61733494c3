import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredBy } from '../../src/recording/answered-by.ts';
import type { Header } from '../../src/wire/exchange.ts';
import { responseOf } from './sample-exchange.ts';

const cases: readonly (readonly [by: string, headers: readonly Header[]])[] = [
  ['service', [['X-OpenStack-Request-ID', 'req-1']]],
  ['service', [['x-compute-request-id', 'req-1']]],
  [
    'service',
    [
      ['Content-Type', 'text/html'],
      ['X-Request-Id', '1'],
    ],
  ],
  ['front', [['Content-Type', 'text/html']]],
  ['front', [['content-type', 'Text/HTML; charset=utf-8']]],
  ['unknown', []],
  ['unknown', [['Content-Type', 'application/json']]],
  ['unknown', [['Content-Type', 'text/htmlish']]],
];

test('a request id is the mark of the service, a web page without one that of a front', () => {
  for (const [by, headers] of cases) assert.equal(answeredBy(responseOf('', headers)), by, JSON.stringify(headers));
});
