import type { Drift } from '../../src/comparison/answer-drift.ts';
import { changesBetween, comparisonOf } from '../../src/comparison/comparison.ts';
import { type GatedComparison, gated } from '../../src/comparison/gate.ts';
import type { JudgedCheck } from '../../src/comparison/judged-run.ts';
import { check, run } from '../comparison/sample-runs.ts';

const id = (below: string): string => `vbs/v3/show-backup/${below}`;

const before: readonly JudgedCheck[] = [
  check(id('response/size/type'), 'passed'),
  check(id('status/405'), 'failed', 'status/405/patch', 'status/405/trace'),
  check(id('links/self/same-backup'), 'passed'),
  check(id('links/next/more'), 'failed', 'next'),
  check(id('steady'), 'failed', 'show-again'),
  check(id('refusal/no-role'), 'unproven'),
  check(id('body/json'), 'passed'),
  check(id('old'), 'passed'),
];

const after: readonly JudgedCheck[] = [
  check(id('response/size/type'), 'failed', 'backup.size'),
  check(id('status/405'), 'waived', 'status/405/patch', 'status/405/other'),
  {
    ...check(id('links/self/same-backup'), 'unproven'),
    message: 'the link leads to another origin, so nobody followed it',
  },
  { ...check(id('links/next/more'), 'inapplicable'), message: 'there is no such link' },
  check(id('steady'), 'passed'),
  check(id('refusal/no-role'), 'passed'),
  check(id('body/json'), 'passed'),
  check(id('fresh'), 'failed', 'backup'),
];

const drift: Drift = {
  kind: 'type',
  operation: 'show-backup',
  place: 'backup.fail_reason',
  before: 'null',
  after: 'null or string',
  exchanges: ['show', 'follow/self', 'show-again', 'filters/name'],
};

/** A comparison in which there is a difference of every kind. */
export function comparisonWith({
  also = [],
  drifts = [drift],
}: {
  /** Further checks of the current run, which passed in the baseline. */
  readonly also?: readonly JudgedCheck[];
  readonly drifts?: readonly Drift[];
} = {}): GatedComparison {
  const passed = also.map(one => ({ ...one, verdict: 'passed' as const, deviations: [] }));
  const pair = {
    baseline: run([...before, ...passed]),
    current: run([...after, ...also], { suite: 'vbs-conformance 1.1.0', start: '2026-02-02T03:04:05.678Z' }),
  };
  const changes = changesBetween(pair, { scope: 'all' });
  return gated(comparisonOf(pair, changes, { found: drifts, notCompared: [] }), ['regression', 'drift']);
}

/** The same run twice. */
export function unchanged(): GatedComparison {
  const pair = { baseline: run(before), current: run(before) };
  const changes = changesBetween(pair, { scope: 'all' });
  return gated(comparisonOf(pair, changes, { found: [], notCompared: [] }), ['regression']);
}
