import type { Contract } from '../contract/contract.ts';
import type { Unsent } from '../probes/sending.ts';
import { knownValues } from '../probes/subjects.ts';
import type { RunSoFar } from '../recording/list-answers.ts';
import { type RecordedOperation, recordedTarget } from '../recording/recording.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Conversation } from './conversation.ts';

/** How far a run has come: what it asks about, what was answered, and what was not sent. Exchanges still hold secrets. */
export interface RunState {
  readonly subjects: Subjects;
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
  /** Why nothing more may be judged: a fault of the operator's that did not end. */
  readonly damage: string | undefined;
}

/** With whom a run speaks, and about what. */
export interface RunSurroundings {
  /** At least one. */
  readonly contracts: readonly Contract[];
  readonly conversation: Conversation;
}

/** What the run tells so far of whether its operations can be tested, as its recording will tell it. */
export const runSoFar = (state: RunState, around: RunSurroundings): RunSoFar => ({
  target: recordedTarget(around.conversation.target()),
  operations: recordedOperations(state, around),
  exchanges: state.exchanges.map(around.conversation.redacted).filter(isConclusive),
});

/** The operations with what they are asked about. */
export const recordedOperations = (
  { subjects }: Pick<RunState, 'subjects'>,
  { contracts, conversation }: RunSurroundings,
): RecordedOperation[] =>
  contracts.map(contract => ({
    page: contract.id,
    name: contract.name,
    parameters: knownValues(contract, conversation.target().project, subjects),
  }));

/** An exchange that was cut off or not sent tells nothing about the service. */
export const isConclusive = ({ failure }: Exchange): boolean =>
  failure?.kind !== 'interrupted' && failure?.kind !== 'withheld';
