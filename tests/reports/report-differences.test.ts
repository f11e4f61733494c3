import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceLine, reportDifferences } from '../../src/reports/report-differences.ts';

const linesOf = (stored: unknown, now: unknown): string[] => reportDifferences(stored, now).map(differenceLine);

test('equal contents have no differences, whatever the order of their members', () => {
  assert.deepEqual(linesOf({ a: 1, checks: [{ id: 'x' }] }, { checks: [{ id: 'x' }], a: 1 }), []);
});

test('each field that differs is named, a check by its id, so that one more shifts no others', () => {
  const stored = {
    exitStatus: 0,
    checks: [
      { id: 'a', verdict: 'passed' },
      { id: 'b', cites: [{ line: 1 }] },
    ],
  };
  const now = {
    checks: [{ id: 'new' }, { id: 'a', verdict: 'failed' }, { id: 'b', cites: [{ line: 2 }, {}] }],
    why: 'x',
  };
  assert.deepEqual(linesOf(stored, now), [
    'exitStatus: stored 0, now nothing',
    'checks[a].verdict: stored "passed", now "failed"',
    'checks[b].cites[0].line: stored 1, now 2',
    'checks[b].cites[1]: stored nothing, now {}',
    'checks[new]: stored nothing, now {"id":"new"}',
    'why: stored nothing, now "x"',
  ]);
});

test('another order is a difference, and so are a check that is there twice and a value of another kind', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }];
  assert.deepEqual(linesOf({ checks: [a, b] }, { checks: [b, a] }), ['the order of checks: stored a,b, now b,a']);
  assert.notDeepEqual(linesOf({ checks: [a, a] }, { checks: [a] }), []);
  assert.deepEqual(linesOf({ checks: {} }, { checks: [] }), ['checks: stored {}, now []']);
  assert.deepEqual(linesOf(null, {}), ['the report: stored null, now {}']);
});

test('of a long value the part is shown that differs', () => {
  const long = 'a'.repeat(1000);
  const [line = ''] = linesOf({ why: `${long}x${long}` }, { why: `${long}y${long}` });
  assert.match(line, /^why: stored …a{40}xa+…, now …a{40}ya+…$/);
});
