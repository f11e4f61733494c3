import type { ComparedRun } from '../comparison/comparison.ts';
import type { GatedComparison } from '../comparison/gate.ts';
import { jsonSafe } from '../text/terminal-safe.ts';

/** What changed between two runs, for programs; its format is `schemas/formats/comparison.schema.json`. */
export function comparisonJson(comparison: GatedComparison, suite: string): string {
  const { exitStatus, failOn, baseline, current, remarks, differences, unchanged, leftOut, changes, drift } =
    comparison;
  const content = {
    format: 1,
    suite,
    exitStatus,
    failOn,
    baseline: runOf(baseline),
    current: runOf(current),
    remarks,
    sums: differences,
    unchanged,
    leftOut,
    changes,
    drift: drift.found,
    notCompared: drift.notCompared,
  };
  return jsonSafe(`${JSON.stringify(content, null, 2)}\n`);
}

const runOf = ({ isWhole, ...run }: ComparedRun) => ({ ...run, complete: isWhole });
