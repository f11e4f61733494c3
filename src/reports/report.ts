import type { Outcome, Sums, Verdict } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';

/** Everything a report is made of: verdicts on one recording, and what the page calls itself. */
export interface Report {
  readonly contract: Contract;
  readonly recording: Recording;
  readonly verdicts: readonly Verdict[];
  readonly sums: Sums;
  /** A SHOULD that fails and a MUST that is unproven fail the run too. */
  readonly isStrict: boolean;
}

/**
 * Exit status of a run: 2 when the whole run got not one HTTP response, 1 when a MUST failed (strict: also a SHOULD, or a
 * MUST unproven), nothing at all was proven, or a fault hook has left the service broken, else 0.
 */
export function exitStatus({ recording, verdicts, sums, isStrict }: Report): 0 | 1 | 2 {
  if (!recording.exchanges.some(({ response }) => response !== undefined)) return 2;
  const isUnprovenMust = verdicts.some(({ level, verdict }) => level === 'MUST' && verdict === 'unproven');
  if (recording.damage !== undefined) return 1;
  if (sums.failed > 0 || (isStrict && (sums.warned > 0 || isUnprovenMust))) return 1;
  return sums.passed + sums.warned > 0 ? 0 : 1;
}

/** The exit status of several runs together: the gravest of theirs. */
export const gravest = (statuses: readonly number[]): number => Math.max(0, ...statuses);

/** The outcomes in the order in which people want to read them. */
export const outcomes: readonly Outcome[] = ['failed', 'warned', 'waived', 'unproven', 'inapplicable', 'passed'];

/** The assertion that tells most: the first that does not hold, else the first. */
export function decisive({ assertions }: Verdict): Verdict['assertions'][number] | undefined {
  return assertions.find(({ holds }) => !holds) ?? assertions[0];
}
