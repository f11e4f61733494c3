import { longestTimer } from '../network/timeout.ts';
import { type Plan, type PlannedFault, recoveryPauses, requestsIn } from '../probes/plan.ts';
import type { FaultHook } from '../targets/target.ts';
import { repetitionTime, runTime, type Tempo } from '../wire/limits.ts';
import { gapAfterPause } from '../wire/pace.ts';

/** The faults of a plan, in the order in which they are entered. */
export const faultsIn = ({ stages }: Pick<Plan, 'stages'>): PlannedFault[] =>
  stages.flatMap(({ steps }) => steps.filter((step): step is PlannedFault => step.kind === 'fault'));

/** Milliseconds after which a run is ended in any case. @param further what it may take beside its plan */
export function wholeTime(plan: Plan, tempo: Tempo & { readonly patience: number }, further: number): number {
  const [, most] = requestsIn(plan);
  const operations = plan.stages.find(({ name }) => name === 'read')?.steps.length ?? 0;
  const faults = faultTime(faultsIn(plan), tempo.timeout);
  return Math.min(runTime(tempo, most) + operations * repetitionTime(tempo) + faults + further, longestTimer);
}

/** Milliseconds that all faults may take: to enter each, read during it, leave it, and wait for the service. */
export function faultTime(faults: readonly PlannedFault[], timeout: number): number {
  return faults.reduce((sum, { hook }) => sum + 2 * hook.timeout + timeout + recoveryTime(timeout), 0);
}

/** Milliseconds that it may take to see the service back. */
export const recoveryTime = (timeout: number): number =>
  recoveryPauses.reduce((sum, pause) => sum + pause + timeout, 0);

/** Milliseconds after which a fault is left, whatever became of the run: to enter it, and to read so often in it. */
export function faultLimit({ timeout: entering }: FaultHook, reads: number, { timeout, rate }: Tempo): number {
  const gap = Math.max(gapAfterPause, rate === undefined ? 0 : 1000 / rate);
  return entering + reads * (timeout + gap);
}
