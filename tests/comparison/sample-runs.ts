import fc from 'fast-check';
import { type Deviation, distinct } from '../../src/checks/deviation.ts';
import type { Outcome } from '../../src/checks/verdict.ts';
import type { JudgedCheck, JudgedRun } from '../../src/comparison/judged-run.ts';

/** A deviation whose place is told apart from others by a letter. */
export const deviation = (place: string): Deviation => ({ place, kind: 'type', expected: 'integer', got: 'string' });

/** A check with this verdict and deviations at these places. */
export const check = (id: string, verdict: Outcome, ...places: readonly string[]): JudgedCheck => ({
  id,
  title: 'a rule',
  level: 'MUST',
  verdict,
  message: '',
  deviations: distinct(places.map(deviation)),
});

/** A whole run of a live service. */
export const run = (checks: readonly JudgedCheck[], others: Partial<JudgedRun> = {}): JudgedRun => ({
  suite: 'vbs-conformance 1.0.0',
  judged: 'as written',
  target: { name: 'staging', endpoint: 'https://vbs.example.com', simulated: false },
  start: '2026-01-02T03:04:05.678Z',
  verdict: 'violations',
  why: '1 MUST failed.',
  isWhole: true,
  chosen: [],
  strictness: 'ruled',
  pages: new Map([['vbs/v3/show-backup', { page: 'a'.repeat(64), notes: 'b'.repeat(64) }]]),
  checks,
  ...others,
});

const places = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });

/** Any verdict, with deviations where it fails. */
const verdicts = fc.oneof(
  fc.tuple(fc.constantFrom<Outcome>('failed', 'warned', 'waived'), places),
  fc.tuple(fc.constantFrom<Outcome>('passed', 'unproven', 'inapplicable'), fc.constant<string[]>([])),
);

/** Any run, its ids among a few, so that two runs share some. */
export const anyRun: fc.Arbitrary<JudgedRun> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), verdicts), { selector: ([index]) => index })
  .map(all => run(all.map(([index, [verdict, own]]) => check(`vbs/v3/show-backup/${index}`, verdict, ...own))));
