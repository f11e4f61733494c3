import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remarksOn, whyIncomparable } from '../../src/comparison/comparable.ts';
import { check, run } from './sample-runs.ts';

const whole = run([check('x', 'passed')]);
const embedded = run([check('x', 'passed')], { target: { ...whole.target, name: 'mock', simulated: true } });
const part = run([check('x', 'passed')], {
  isWhole: false,
  verdict: 'incomplete',
  chosen: ['--only links/**'],
  why: 'Only the checks that --only chooses were judged: 1 check.',
});

test('whole runs of the same kind of target are comparable', () => {
  assert.equal(whyIncomparable({ baseline: whole, current: whole }, 'all'), undefined);
  assert.equal(whyIncomparable({ baseline: embedded, current: embedded }, 'all'), undefined);
});

test('the embedded service is not compared with a live one, whatever the options', () => {
  for (const scope of ['all', 'both'] as const) {
    assert.match(whyIncomparable({ baseline: embedded, current: whole }, scope) ?? '', /^BASELINE is of the embedded/);
    assert.match(whyIncomparable({ baseline: whole, current: embedded }, scope) ?? '', /^CURRENT is of the embedded/);
  }
});

test('a run that tested nothing is not compared, whatever the options', () => {
  const untested = run(whole.checks, { verdict: 'not tested', why: 'The service refused the token.', isWhole: false });
  for (const scope of ['all', 'both'] as const) {
    const why = whyIncomparable({ baseline: whole, current: untested }, scope);
    assert.equal(why, 'CURRENT is of a run that tested nothing: The service refused the token. Name a run that did.');
  }
});

test('a partial run is compared with a whole one, or with one of another part, only where --partial says so', () => {
  const other = { ...part, chosen: ['--only status/**'] };
  for (const [baseline, current, name] of [
    [whole, part, 'CURRENT'],
    [part, whole, 'BASELINE'],
    [part, other, 'CURRENT'],
  ] as const) {
    assert.match(
      whyIncomparable({ baseline, current }, 'all') ?? '',
      new RegExp(`^${name} is of a partial run.*--partial`),
    );
    assert.equal(whyIncomparable({ baseline, current }, 'both'), undefined);
  }
  assert.equal(whyIncomparable({ baseline: part, current: part }, 'all'), undefined);
});

test('what may change verdicts though the service did not is said before', () => {
  assert.deepEqual(remarksOn({ baseline: whole, current: whole }), []);
  const other = run([], {
    suite: 'vbs-conformance 2.0.0',
    strictness: 'literal',
    pages: new Map([['vbs/v3/show-backup', { page: 'a'.repeat(64), notes: 'c'.repeat(64) }]]),
    target: { name: 'production', endpoint: 'https://other.example.com', simulated: false, microversion: '3.70' },
  });
  assert.deepEqual(remarksOn({ baseline: part, current: other }), [
    'Different suites: vbs-conformance 1.0.0, then vbs-conformance 2.0.0.',
    'Page or notes are not the same: vbs/v3/show-backup.',
    'Different strictness: ruled, then literal.',
    'Different targets: staging, then production.',
    'Different endpoints: https://vbs.example.com, then https://other.example.com.',
    'Different microversions: none, then 3.70.',
    'The baseline is partial: Only the checks that --only chooses were judged: 1 check.',
  ]);
});

test('of a partial run in which something failed, what was chosen is said, and not what failed', () => {
  const failing = { ...part, verdict: 'violations', why: '5 of 77 applicable MUSTs failed.' };
  assert.deepEqual(remarksOn({ baseline: failing, current: failing }), [
    'The baseline is partial: It was run with --only links/**.',
    'The current run is partial: It was run with --only links/**.',
  ]);
  assert.match(whyIncomparable({ baseline: whole, current: failing }, 'all') ?? '', / part: It was run with --only /);
});

test('a report of an earlier version, which has no deviations, is named: the ways of failing are not known', () => {
  const earlier = run([check('x', 'failed')]);
  for (const pair of [
    { baseline: earlier, current: whole },
    { baseline: whole, current: earlier },
  ]) {
    assert.match(remarksOn(pair).join('\n'), /^An earlier version of the suite wrote no deviations: [^\n]+$/);
  }
});

test('the embedded service takes any port, which is not worth a remark', () => {
  const elsewhere = { ...embedded, target: { ...embedded.target, endpoint: 'http://127.0.0.1:1' } };
  assert.deepEqual(remarksOn({ baseline: embedded, current: elsewhere }), []);
});
