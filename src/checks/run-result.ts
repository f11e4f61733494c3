import type { Contract } from '../contract/contract.ts';
import { operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import type { Check } from './check.ts';
import { diagnosesOf } from './diagnoses.ts';
import { judgeAll, type Sums, sumsOf, type Verdict } from './verdict.ts';

/** An operation with the checks that a run judges it by. */
export interface JudgedOperation {
  readonly contract: Contract;
  readonly checks: readonly Check[];
}

/** What an operation came to. */
export interface OperationResult {
  readonly contract: Contract;
  readonly verdicts: readonly Verdict[];
}

/** A recording without its answers: which target was asked about what, when, and with which requests. */
export type RecordedRun = Omit<Recording, 'exchanges' | 'unsent'>;

/** What a run came to, as plain JSON. Every report renders this value, and nothing is judged elsewhere. */
export interface RunResult {
  readonly run: RecordedRun;
  readonly operations: readonly OperationResult[];
  /** Those of all operations. */
  readonly verdicts: readonly Verdict[];
  readonly sums: Sums;
  /** What to look at first, in words for people. */
  readonly diagnoses: readonly string[];
  /** A SHOULD that fails and a MUST that is unproven fail the run too. */
  readonly isStrict: boolean;
  readonly exitStatus: ExitStatus;
}

/** 0: no MUST failed; 1: one did, or nothing was proven; 2: not one HTTP response came. */
export type ExitStatus = 0 | 1 | 2;

/** Judges a recording. Pure: the same recording and checks always give the same result. */
export function judgeRun(
  recording: Recording,
  operations: readonly JudgedOperation[],
  { isStrict }: { readonly isStrict: boolean },
): RunResult {
  const results = operations.map(({ contract, checks }) => ({
    contract,
    verdicts: judgeAll(checks, operationRecording(recording, contract.name)),
  }));
  const verdicts = results.flatMap(result => result.verdicts);
  const sums = sumsOf(verdicts);
  const { exchanges: _, unsent: __, ...run } = recording;
  return {
    run,
    operations: results,
    verdicts,
    sums,
    diagnoses: diagnosesOf(
      recording,
      operations.map(({ contract }) => contract),
    ),
    isStrict,
    exitStatus: exitStatusOf(recording, verdicts, sums, isStrict),
  };
}

function exitStatusOf(recording: Recording, verdicts: readonly Verdict[], sums: Sums, isStrict: boolean): ExitStatus {
  if (!recording.exchanges.some(({ response }) => response !== undefined)) return 2;
  // A fault hook has left the service broken.
  if (recording.damage !== undefined) return 1;
  const isUnprovenMust = verdicts.some(({ level, verdict }) => level === 'MUST' && verdict === 'unproven');
  if (sums.failed > 0 || (isStrict && (sums.warned > 0 || isUnprovenMust))) return 1;
  return sums.passed + sums.warned > 0 ? 0 : 1;
}

/** The exit status of several runs together: the highest of theirs. */
export const highestStatus = (statuses: readonly number[]): number => Math.max(0, ...statuses);
