import type { Proven } from '../checks/run-verdict.ts';
import type { GatedComparison } from './gate.ts';

/** How a run ended, as its report tells. */
export interface RunEnd {
  readonly verdict: string;
  readonly exitStatus: number;
  /** Why not everything was asked and answered that was chosen. */
  readonly cutShort?: string;
  readonly proven: Proven;
  /** Why a fault of the operator's is not known to be over. */
  readonly damage?: string;
}

/** Whether a release passes. */
export interface ReleaseDecision {
  /** 0: it passes. */
  readonly exitStatus: number;
  /** What decides: the run by itself, or what changed since the baseline. */
  readonly by: 'run' | 'baseline';
}

/**
 * Whether a run decides by itself, whatever a baseline says: it tested or proved nothing, was interrupted or cut short, or left
 * a fault behind.
 */
export const isDecidedByRun = ({ verdict, exitStatus, cutShort, damage, proven }: RunEnd): boolean =>
  exitStatus > 1 ||
  damage !== undefined ||
  cutShort !== undefined ||
  (exitStatus !== 0 && (verdict === 'incomplete' || (verdict === 'unproven' && proven.musts === 0)));

/** Decides whether a release passes. @param comparison with the baseline, where there is one */
export function decisionOn(run: RunEnd, comparison: GatedComparison | undefined): ReleaseDecision {
  if (!comparison || isDecidedByRun(run)) return { exitStatus: run.exitStatus, by: 'run' };
  return { exitStatus: comparison.exitStatus, by: 'baseline' };
}
