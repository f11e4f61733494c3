import { aliases, currentId } from '../checks/aliases.ts';
import { type Sums, sumsOf } from '../checks/verdict.ts';
import { type CheckChange, changeKinds, changeOf, newCheck, removedCheck } from './change.ts';
import { remarksOn, type TwoRuns } from './comparable.ts';
import type { DriftReport } from './drift.ts';
import type { JudgedCheck, JudgedRun } from './judged-run.ts';

/** A run without its verdicts, and how many there were of each. */
export interface ComparedRun extends Omit<JudgedRun, 'checks' | 'pages'> {
  readonly sums: Sums;
}

/** What changed between two runs, as plain data. */
export interface Comparison {
  readonly baseline: ComparedRun;
  readonly current: ComparedRun;
  /** What to know before, as sentences: the suites differ, for example. */
  readonly remarks: readonly string[];
  /** The most urgent kind first. */
  readonly changes: readonly CheckChange[];
  /** Checks that both runs judge alike. */
  readonly unchanged: number;
  /** Checks of one run alone that were left out, for only those of both were compared. */
  readonly leftOut: number;
  readonly drift: DriftReport;
}

/** Which checks are compared, and which have been renamed: old id → new id. */
export interface Matching {
  /** `both`: only those that both runs judged. */
  readonly scope: 'all' | 'both';
  readonly renamed?: ReadonlyMap<string, string>;
}

/** The changes alone. */
export type Changes = Pick<Comparison, 'changes' | 'unchanged' | 'leftOut'>;

/** Compares the verdicts of two runs. Pure, and takes a time in proportion to their checks. */
export function changesBetween({ baseline, current }: TwoRuns, { scope, renamed = aliases }: Matching): Changes {
  const before = byId(baseline.checks, renamed);
  const after = byId(current.checks, renamed);
  const shared = [...after].flatMap(([id, check]) => {
    const known = before.get(id);
    return known ? [changeOf(known, check)] : [];
  });
  const changed = shared.filter(one => one !== undefined);
  const added = [...after].filter(([id]) => !before.has(id)).map(([, check]) => newCheck(check));
  const removed = [...before].filter(([id]) => !after.has(id)).map(([, check]) => removedCheck(check));
  const all = scope === 'all' ? [...changed, ...removed, ...added] : changed;
  return {
    changes: changeKinds.flatMap(kind => all.filter(one => one.kind === kind)),
    unchanged: shared.length - changed.length,
    leftOut: scope === 'all' ? 0 : added.length + removed.length,
  };
}

/** How many checks both runs have. */
export const comparedChecks = ({ changes, unchanged }: Changes): number =>
  unchanged + changes.filter(({ before, after }) => before !== undefined && after !== undefined).length;

const byId = (checks: readonly JudgedCheck[], renamed: ReadonlyMap<string, string>): Map<string, JudgedCheck> =>
  new Map(checks.map(check => [currentId(check.id, renamed), check]));

/** Puts together what changed between two runs. */
export function comparisonOf(pair: TwoRuns, changes: Changes, drift: DriftReport): Comparison {
  const { baseline, current } = pair;
  return { baseline: withSums(baseline), current: withSums(current), remarks: remarksOn(pair), ...changes, drift };
}

function withSums({ checks, pages: _, ...run }: JudgedRun): ComparedRun {
  return { ...run, sums: sumsOf(checks) };
}
