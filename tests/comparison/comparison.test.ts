import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChangeKind, CheckChange } from '../../src/comparison/change.ts';
import { changesBetween } from '../../src/comparison/comparison.ts';
import type { JudgedCheck, JudgedRun } from '../../src/comparison/judged-run.ts';
import { anyRun, check, run } from './sample-runs.ts';

const between = (baseline: JudgedRun, current: JudgedRun) => changesBetween({ baseline, current }, { scope: 'all' });
const idsOf = (changes: readonly CheckChange[], ...kinds: readonly ChangeKind[]): string[] =>
  changes
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => id)
    .sort();

/** What became of one check, as its kind and its deviations: `regression +b -a`. */
function became(before: JudgedCheck, after: JudgedCheck): string {
  const [change] = between(run([before]), run([after])).changes;
  if (!change) return 'nothing';
  const [added, gone] = [change.added.map(({ place }) => `+${place}`), change.gone.map(({ place }) => `-${place}`)];
  return [change.kind, ...added, ...gone].join(' ');
}

const cases: readonly (readonly [before: JudgedCheck, after: JudgedCheck, became: string])[] = [
  [check('x', 'passed'), check('x', 'failed', 'a'), 'regression +a'],
  [check('x', 'passed'), check('x', 'warned', 'a'), 'regression +a'],
  [check('x', 'passed'), check('x', 'waived', 'a'), 'regression +a'],
  [check('x', 'unproven'), check('x', 'failed', 'a'), 'regression +a'],
  [check('x', 'inapplicable'), check('x', 'failed', 'a'), 'regression +a'],
  [check('x', 'failed', 'a'), check('x', 'failed', 'a', 'b'), 'regression +b'],
  [check('x', 'failed', 'a'), check('x', 'failed', 'b'), 'regression +b -a'],
  [check('x', 'waived', 'a'), check('x', 'failed', 'a', 'b'), 'regression +b'],
  [check('x', 'passed'), check('x', 'failed'), 'regression'],
  [check('x', 'failed'), check('x', 'failed', 'a'), 'nothing'],
  [check('x', 'failed', 'a'), check('x', 'failed'), 'nothing'],
  [check('x', 'failed', 'a'), check('x', 'passed'), 'fix -a'],
  [check('x', 'waived', 'a'), check('x', 'passed'), 'fix -a'],
  [check('x', 'failed', 'a', 'b'), check('x', 'failed', 'a'), 'fix -b'],
  [check('x', 'failed', 'a'), check('x', 'unproven'), 'not-seen -a'],
  [check('x', 'failed', 'a'), check('x', 'inapplicable'), 'not-seen -a'],
  [check('x', 'passed'), check('x', 'unproven'), 'unproven'],
  [check('x', 'passed'), check('x', 'inapplicable'), 'unproven'],
  [check('x', 'unproven'), check('x', 'passed'), 'proven'],
  [check('x', 'unproven'), check('x', 'inapplicable'), 'nothing'],
  [check('x', 'failed', 'a'), check('x', 'waived', 'a'), 'nothing'],
  [check('x', 'waived', 'a'), check('x', 'failed', 'a'), 'nothing'],
  [check('x', 'failed', 'a'), { ...check('x', 'failed', 'a'), message: 'in other words' }, 'nothing'],
];

for (const [before, after, expected] of cases) {
  const words = ({ verdict, deviations }: JudgedCheck): string =>
    [verdict, ...deviations.map(({ place }) => place)].join(' ');
  test(`${words(before)} → ${words(after)}: ${expected}`, () => assert.equal(became(before, after), expected));
}

test('a check of one run alone is new or removed, whatever its verdict', () => {
  const { changes, unchanged } = between(
    run([check('x', 'failed', 'a'), check('y', 'passed')]),
    run([check('y', 'passed'), check('z', 'failed', 'b')]),
  );
  assert.deepEqual(
    changes.map(({ kind, id, before, after }) => [kind, id, before, after]),
    [
      ['removed', 'x', 'failed', undefined],
      ['new', 'z', undefined, 'failed'],
    ],
  );
  assert.equal(unchanged, 1);
});

test('the most urgent kind comes first', () => {
  const before = [check('a', 'failed', 'a'), check('b', 'passed'), check('c', 'failed', 'a'), check('d', 'passed')];
  const after = [check('a', 'passed'), check('b', 'unproven'), check('c', 'unproven'), check('d', 'failed', 'a')];
  const { changes } = between(run(before), run(after));
  assert.deepEqual(
    changes.map(({ kind }) => kind),
    ['regression', 'unproven', 'not-seen', 'fix'],
  );
});

test('a renamed check is the same one, in either direction', () => {
  const renamed = new Map([
    ['first', 'second'],
    ['second', 'third'],
  ]);
  const [old, recent] = [run([check('first', 'passed')]), run([check('third', 'failed', 'a')])];
  const forwards = changesBetween({ baseline: old, current: recent }, { scope: 'all', renamed }).changes;
  assert.deepEqual(
    forwards.map(({ kind, id, was }) => [kind, id, was]),
    [['regression', 'third', 'first']],
  );
  const backwards = changesBetween({ baseline: recent, current: old }, { scope: 'all', renamed }).changes;
  assert.deepEqual(
    backwards.map(({ kind }) => kind),
    ['fix'],
  );
});

test('of a partial run only the checks of both are compared, and the others counted', () => {
  const whole = run([check('x', 'passed'), check('y', 'passed'), check('z', 'passed')]);
  const part = run([check('x', 'failed', 'a')]);
  const { changes, unchanged, leftOut } = changesBetween({ baseline: whole, current: part }, { scope: 'both' });
  assert.deepEqual([changes.map(({ kind }) => kind), unchanged, leftOut], [['regression'], 0, 2]);
});

test('comparing a run with itself finds nothing', () => {
  fc.assert(
    fc.property(anyRun, one => {
      const { changes, unchanged } = between(one, one);
      assert.deepEqual([changes, unchanged], [[], one.checks.length]);
    }),
  );
});

test('swapping baseline and current swaps fixes and regressions, new and removed, added and gone', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (one, other) => {
      const [there, back] = [between(one, other).changes, between(other, one).changes];
      assert.deepEqual(idsOf(there, 'new'), idsOf(back, 'removed'));
      assert.deepEqual(idsOf(there, 'unproven'), idsOf(back, 'proven'));
      // What fails in another way is a regression from either side; what was not seen is one where it is seen again.
      const isBoth = ({ added, gone }: CheckChange): boolean => added.length > 0 && gone.length > 0;
      const regressions = there.filter(one => one.kind === 'regression' && !isBoth(one));
      assert.deepEqual(idsOf(regressions, 'regression'), idsOf(back, 'fix', 'not-seen'));
      assert.deepEqual(idsOf(there.filter(isBoth), 'regression'), idsOf(back.filter(isBoth), 'regression'));
      for (const change of there) {
        const opposite = back.find(({ id }) => id === change.id);
        assert.deepEqual([change.added, change.gone], [opposite?.gone, opposite?.added]);
      }
    }),
  );
});

test('a regression is exactly a check of both runs with a deviation that the baseline lacked', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (one, other) => {
      const before = new Map(one.checks.map(({ id, deviations }) => [id, deviations.map(({ place }) => place)]));
      const expected = other.checks.filter(({ id, deviations }) => {
        const known = before.get(id);
        return known !== undefined && deviations.some(({ place }) => !known.includes(place));
      });
      assert.deepEqual(idsOf(between(one, other).changes, 'regression'), expected.map(({ id }) => id).sort());
    }),
  );
});
