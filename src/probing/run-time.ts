import { longestTimer } from '../network/timeout.ts';
import { type Plan, type PlannedFault, recoveryPauses, requestsIn } from '../probes/plan.ts';
import { repetitionTime, runTime, type Tempo } from '../wire/limits.ts';

/** The faults of a plan, in the order in which they are entered. */
export const faultsIn = ({ stages }: Pick<Plan, 'stages'>): PlannedFault[] =>
  stages.flatMap(({ steps }) => steps.filter((step): step is PlannedFault => step.kind === 'fault'));

/** Milliseconds after which a run is ended in any case. */
export function wholeTime(plan: Plan, tempo: Tempo & { readonly patience: number }): number {
  const [, most] = requestsIn(plan);
  const operations = plan.stages.find(({ name }) => name === 'read')?.steps.length ?? 0;
  return Math.min(
    runTime(tempo, most) + operations * repetitionTime(tempo) + faultTime(faultsIn(plan), tempo.timeout),
    longestTimer,
  );
}

/** Milliseconds that all faults may take: to enter each, read during it, leave it, and wait for the service. */
export function faultTime(faults: readonly PlannedFault[], timeout: number): number {
  const back = recoveryPauses.reduce((sum, pause) => sum + pause + timeout, 0);
  return faults.reduce((sum, { hook }) => sum + 2 * hook.timeout + timeout + back, 0);
}
