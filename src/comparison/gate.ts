import { type ChangeKind, changeKinds } from './change.ts';
import type { Comparison } from './comparison.ts';

/** A kind of difference that may fail a comparison. */
export type GateKind = ChangeKind | 'drift';

/** All of them; those that a reader looks for first come first. */
export const gateKinds: readonly GateKind[] = [
  ...changeKinds.filter(kind => kind !== 'fix' && kind !== 'proven'),
  'drift',
  'fix',
  'proven',
];

/** How many differences there are of each kind. */
function gateSums({ changes, drift }: Pick<Comparison, 'changes' | 'drift'>): Readonly<Record<GateKind, number>> {
  const sums = Object.fromEntries(gateKinds.map(kind => [kind, 0])) as Record<GateKind, number>;
  for (const { kind } of changes) sums[kind] += 1;
  return { ...sums, drift: drift.found.length };
}

/** A comparison with what it comes to. */
export interface GatedComparison extends Comparison {
  readonly failOn: readonly GateKind[];
  /** Differences of each kind. */
  readonly differences: Readonly<Record<GateKind, number>>;
  /** 1: there is a difference of a kind that fails. */
  readonly exitStatus: 0 | 1;
}

/** Says whether a comparison fails. @param failOn the kinds that fail it */
export function gated(comparison: Comparison, failOn: readonly GateKind[]): GatedComparison {
  const differences = gateSums(comparison);
  const exitStatus = failOn.some(kind => differences[kind] > 0) ? 1 : 0;
  return { ...comparison, failOn, differences, exitStatus };
}
