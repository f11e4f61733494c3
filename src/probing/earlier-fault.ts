import type { PlannedRequest } from '../probes/planned-request.ts';
import { type FaultSurroundings, recovery } from './fault-stage.ts';

/** A fault of an earlier run. It was left, but no read has shown yet that the service is well again. */
export interface EarlierFault {
  readonly code: number;
  /** To be called when the service was seen well. */
  readonly forget: () => void;
}

/**
 * Waits until the service answers as it should: what it answers in a fault of ours must not count against it.
 * @param operations the names of what is asked; none: the fault stays remembered
 * @returns why nothing may be judged; undefined once the service is well, and when the run has to end
 */
export async function earlierFaultOver(
  { code, forget }: EarlierFault,
  operations: readonly string[],
  around: Omit<FaultSurroundings, 'startGuard'>,
): Promise<string | undefined> {
  if (operations.length === 0) return undefined;
  const damage = await recovery(operations.map(readOf), `the fault for ${code} that an earlier run entered`, around);
  if (damage === undefined && !around.ended.aborted) forget();
  return damage;
}

const readOf = (operation: string): PlannedRequest => ({
  kind: 'request',
  name: `${operation}/recovery/earlier`,
  operation,
  difference: {},
  purpose: 'Looks whether the fault of an earlier run is over.',
});
