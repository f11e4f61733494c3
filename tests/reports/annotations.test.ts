import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionOn } from '../../src/comparison/release-decision.ts';
import { annotationsOf, workflowCommand } from '../../src/reports/annotations.ts';
import { anyText } from '../text/any-text.ts';
import { againstBaseline, alone, failing, passing, toldOf } from './gated-runs.ts';

const nowhere = () => undefined;

test('a run that passes has nothing to say, and each MUST that failed is an error', () => {
  assert.deepEqual(annotationsOf(alone(passing), nowhere), []);
  const [first, second, ...others] = annotationsOf(alone(failing), nowhere);
  assert.equal(first?.title, 'the embedded service does not pass: violations');
  assert.equal(second?.title, 'vbs/v3/show-backup/status/405: failed');
  assert.match(second?.message ?? '', /^MUST: the service answers 405 .* got 404/);
  assert.deepEqual(new Set([first, second].map(one => one?.level)), new Set(['error']));
  assert.ok(others.every(({ level }) => level === 'warning' || level === 'notice'));
});

test('with a baseline what is new is an error, and what failed before is a warning that says so', () => {
  const [decisive, added] = annotationsOf(againstBaseline(passing, failing), nowhere);
  assert.equal(
    decisive?.title,
    'the embedded service does not pass: 1 regression; 125 checks unchanged'.replace(
      '125',
      String(passing.verdicts.length - 1),
    ),
  );
  assert.deepEqual([added?.level, added?.title], ['error', 'vbs/v3/show-backup/status/405: passed → failed']);
  assert.match(added?.message ?? '', /New: status\/405\/patch: status, expected 405, got 404\.$/);
  const [known] = annotationsOf(againstBaseline(failing, failing), nowhere);
  assert.deepEqual(
    [known?.level, known?.title],
    ['warning', 'vbs/v3/show-backup/status/405: failed, as in the baseline'],
  );
});

test('a place is named only where the file is in the checkout', () => {
  const page = 'specs/vbs/v3/show-backup.rst';
  const placed = annotationsOf(alone(failing), source => (source === page ? `product/${page}` : undefined));
  const { file, line } = placed.find(({ title }) => title.endsWith('status/405: failed')) ?? {};
  assert.equal(file, `product/${page}`);
  assert.ok(line !== undefined && line > 1);
});

test('of many annotations the last one says how many are left out, since GitHub shows ten of a level', () => {
  const told = toldOf(failing);
  const checks = told.checks.map(one => ({ ...one, verdict: 'failed' as const }));
  const report = { ...told, checks };
  const all = annotationsOf({ report, comparison: undefined, decision: decisionOn(report, undefined) }, nowhere);
  assert.equal(all.length, 10);
  assert.equal(all.at(-1)?.title, `${checks.length + 1 - 9} more`);
});

test('whatever a service wrote, an annotation is one line and one command', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (title, message) => {
      const line = workflowCommand({ level: 'error', title, message, file: 'a,b:c', line: 3 });
      assert.doesNotMatch(line, /[\r\n\u2028\u2029\u0085]/);
      const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
      assert.deepEqual(
        properties.split(',').map(part => part.split('=')[0]),
        ['file', 'line', 'title'],
      );
      assert.doesNotMatch(data, /(?:^|\s)::/);
    }),
  );
});
