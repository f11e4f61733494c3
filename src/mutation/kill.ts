import type { Check } from '../checks/check.ts';
import { judgeAll, judgeOne, type Verdict } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import { operationRecording } from '../recording/operation-recording.ts';
import type { Mutant, Mutation, Variant } from './mutant.ts';

/** What became of a mutant: killed by the very rule it breaks, caught by other checks only, or not at all. */
export type Fate = 'killed' | 'misattributed' | 'survived';

/** A mutant with its fate and, unless killed, how the check that it breaks judged it. */
export interface Judged {
  readonly mutant: Mutation;
  readonly fate: Fate;
  readonly verdict: Verdict | undefined;
}

/** A check that complained of a conforming variant where it did not of the original. */
export interface FalseAlarm {
  readonly variant: string;
  readonly check: string;
  readonly message: string;
}

/** The checks that mutants are judged by, and the contract that both come from. */
export interface Jury {
  readonly contract: Contract;
  readonly checks: ReadonlyMap<string, Check>;
}

/** Checks by their id below the page. */
export function juryOf(contract: Contract, checks: readonly Check[]): Jury {
  return { contract, checks: new Map(checks.map(check => [check.id.slice(contract.id.length + 1), check])) };
}

/** Judges one mutant; the other checks are asked only when the one that should kill it does not. */
export function fateOf({ contract, checks }: Jury, { recording, ...mutant }: Mutant): Judged {
  const check = checks.get(mutant.breaks);
  const asked = operationRecording(recording, contract.name);
  const verdict = check && judgeOne(check, asked);
  const isKilled = mutant.onlyUnproven ? verdict && verdict.verdict !== 'passed' : verdict && isComplaint(verdict);
  if (isKilled) return { mutant, fate: 'killed', verdict };
  const isCaught = [...checks.values()].some(other => other !== check && isComplaint(judgeOne(other, asked)));
  return { mutant, fate: isCaught ? 'misattributed' : 'survived', verdict };
}

const isComplaint = ({ verdict }: Verdict): boolean => verdict === 'failed' || verdict === 'warned';

/** What the checks complain of in a variant; a variant keeps to the page, so each is a false alarm. */
export function falseAlarms({ contract, checks }: Jury, { name, recording }: Variant): FalseAlarm[] {
  const verdicts = judgeAll([...checks.values()], operationRecording(recording, contract.name));
  return verdicts.filter(isComplaint).map(({ id, message }) => ({
    variant: name,
    check: id,
    message,
  }));
}
