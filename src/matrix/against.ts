import {
  type ChangeKind,
  type CheckChange,
  changeKinds,
  changeOf,
  newCheck,
  removedCheck,
} from '../comparison/change.ts';
import { remarksOn, whyIncomparable } from '../comparison/comparable.ts';
import type { JudgedCheck, JudgedRun } from '../comparison/judged-run.ts';
import { findingAt, type Matrix, type MatrixRow } from './matrix.ts';

/** One column against another, in the words of a comparison. */
export interface Against {
  /** What to know before, as sentences. */
  readonly remarks: readonly string[];
  /** Of each row, where it changed. */
  readonly changes: ReadonlyMap<MatrixRow, CheckChange>;
  /** How many changes there are of each kind, the most urgent first; kinds without any are left out. */
  readonly sums: readonly (readonly [ChangeKind, number])[];
  /** Rows that both columns have, and that did not change. */
  readonly unchanged: number;
}

/** Says what changed from one column of a matrix to another, as `compare` says it of their runs. */
export function against(matrix: Matrix, baseline: number, current: number): Against {
  const turns = matrix.rows.flatMap(row => {
    const [before, after] = [checkAt(matrix, row, baseline), checkAt(matrix, row, current)];
    return before === undefined && after === undefined ? [] : [[row, changeBetween(before, after)] as const];
  });
  const changes = new Map(turns.flatMap(([row, change]) => (change === undefined ? [] : [[row, change] as const])));
  const count = (kind: ChangeKind): number => [...changes.values()].filter(one => one.kind === kind).length;
  return {
    remarks: remarksBetween(matrix, baseline, current),
    changes,
    sums: changeKinds.map(kind => [kind, count(kind)] as const).filter(([, number]) => number > 0),
    unchanged: turns.length - changes.size,
  };
}

/** What became of a check that at least one of the columns has. */
function changeBetween(before: JudgedCheck | undefined, after: JudgedCheck | undefined): CheckChange | undefined {
  if (before === undefined) return after && newCheck(after);
  return after === undefined ? removedCheck(before) : changeOf(before, after);
}

function checkAt(matrix: Matrix, row: MatrixRow, column: number): JudgedCheck | undefined {
  const finding = findingAt(matrix, row, column);
  const { id, title, level } = row;
  return finding && { id, title, level, ...finding };
}

/** Runs that `compare` would refuse are shown all the same, and the reason is said. */
function remarksBetween(matrix: Matrix, before: number, after: number): string[] {
  const [baseline, current] = [runOf(matrix, before), runOf(matrix, after)];
  if (baseline === undefined || current === undefined) return [];
  const refusal = whyIncomparable({ baseline, current }, 'both');
  return [...(refusal === undefined ? [] : [refusal]), ...remarksOn({ baseline, current })];
}

/** The run of a column as a comparison sees it. */
export function runOf(matrix: Matrix, column: number): JudgedRun | undefined {
  const one = matrix.columns[column];
  if (one === undefined) return undefined;
  const checks = matrix.rows.flatMap(row => checkAt(matrix, row, column) ?? []);
  return { ...one.run, pages: new Map(Object.entries(one.pages)), checks };
}
