import type { InterruptedStatus } from '../recording/judged-with.ts';
import { highestStatus, type RunResult } from './run-result.ts';

/** What a run of several targets keeps of each: the results themselves would take too much memory. */
export interface RunSummary extends Pick<RunResult, 'sums' | 'verdict' | 'exitStatus'> {
  /** How many of the documented status codes the service answered with. */
  readonly codes: { readonly earned: number; readonly documented: number };
  /** A fault of ours may have been left behind. */
  readonly isDamaged: boolean;
}

/** Sums a result up. */
export function summaryOf({ sums, verdict, verdicts, exitStatus, run }: RunResult): RunSummary {
  const statuses = verdicts.filter(({ kind }) => kind === 'statuses');
  const earned = statuses.filter(one => one.verdict === 'passed').length;
  return {
    sums,
    verdict,
    exitStatus,
    codes: { earned, documented: statuses.length },
    isDamaged: run.damage !== undefined,
  };
}

/**
 * The exit status of a command that tested several targets.
 * @param summaries undefined for a target of which nothing was recorded
 * @param interrupted that of the signal, which must not hide that a fault of ours may have been left behind
 */
export function statusOfAll(
  summaries: readonly (RunSummary | undefined)[],
  interrupted: InterruptedStatus | undefined,
): number {
  if (interrupted !== undefined && summaries.some(summary => summary?.isDamaged)) return 1;
  return highestStatus(summaries.map(summary => summary?.exitStatus ?? interrupted ?? 2));
}
