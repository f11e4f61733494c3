import type { Contract } from '../contract/contract.ts';
import type { PathValues } from '../contract/path.ts';
import type { Unsent } from '../probes/sending.ts';
import { knownValues } from '../probes/subjects.ts';
import type { RunSoFar } from '../recording/list-answers.ts';
import { type RecordedOperation, type RecordedTarget, recordedTarget } from '../recording/recording.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Clock } from '../wire/sender.ts';
import type { Conversation } from './conversation.ts';

/** How far a run has come: what it asks about, what was answered, and what was not sent. Exchanges still hold secrets. */
export interface RunState {
  readonly subjects: Subjects;
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
  /** Why nothing more may be judged: a fault of the operator's that did not end. */
  readonly damage: string | undefined;
  /** Why nothing more is asked of these operations: while they were asked, the service stayed disturbed. */
  readonly disturbances: ReadonlyMap<string, string>;
}

/** The operations of a run, and its conversation with the service. */
export interface RunSurroundings {
  /** At least one. */
  readonly contracts: readonly Contract[];
  readonly conversation: Conversation;
  readonly clock: Clock;
  /** Aborted when the run has to end. */
  readonly ended: AbortSignal;
}

/** What the run tells so far of whether its operations can be tested, as its recording will tell it. */
export const runSoFar = (state: RunState, around: RunSurroundings): RunSoFar => ({
  target: recordedTargetOf(around),
  operations: recordedOperations(state, around),
  exchanges: state.exchanges.map(around.conversation.redacted).filter(isConclusive),
});

/** The target as the recording has it. */
export function recordedTargetOf({ conversation }: Pick<RunSurroundings, 'conversation'>): RecordedTarget {
  const target = conversation.target();
  return recordedTarget({ ...target, endpoint: conversation.redactedText(target.endpoint) });
}

/** The operations with what they are asked about. */
export const recordedOperations = (
  { subjects }: Pick<RunState, 'subjects'>,
  { contracts, conversation }: RunSurroundings,
): RecordedOperation[] =>
  contracts.map(contract => ({
    page: contract.id,
    name: contract.name,
    parameters: redactedValues(knownValues(contract, conversation.target().project, subjects), conversation),
  }));

/** A subject may come from an answer, and an answer may contain anything. */
const redactedValues = (values: PathValues, { redactedText }: Conversation): PathValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redactedText(value)]));

/** An exchange that was cut off or not sent tells nothing about the service. */
export const isConclusive = ({ failure }: Exchange): boolean =>
  failure?.kind !== 'interrupted' && failure?.kind !== 'withheld';
