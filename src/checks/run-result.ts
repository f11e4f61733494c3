import type { Contract } from '../contract/contract.ts';
import type { InterruptedStatus, ResultOptions } from '../recording/judged-with.ts';
import { operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { shardAbout } from '../recording/shards.ts';
import type { Waiver } from '../targets/waiver.ts';
import type { Check } from './check.ts';
import { completenessOf } from './completeness.ts';
import { diagnosesOf } from './diagnoses.ts';
import { type Conclusion, conclusionOf } from './run-verdict.ts';
import { judgeAll, type Sums, sumsOf, underStrict, unjudged, type Verdict } from './verdict.ts';
import { type Coverage, waiverVerdicts } from './waiver-checks.ts';
import { dayOf, readyWaivers, waivedBy } from './waivers.ts';

/** The version of a page and its notes that an operation is judged by: SHA-256 of the files, in hexadecimal. */
export interface PageSource {
  readonly page: string;
  readonly notes: string;
}

/** An operation with the checks that a run judges it by. */
export interface JudgedOperation {
  readonly contract: Contract;
  readonly source: PageSource;
  readonly checks: readonly Check[];
}

/** The verdicts on an operation. */
export interface OperationResult extends Omit<JudgedOperation, 'checks'> {
  /** Why it was not tested; left out where it was. */
  readonly notTested?: string;
  readonly verdicts: readonly Verdict[];
}

/** A recording without its answers and pages: which target was asked about what, when, and with which requests. */
export type RecordedRun = Omit<Recording, 'exchanges' | 'unsent' | 'judgedWith'>;

/** The result of a run, as plain JSON. Every report renders this value, and nothing is judged elsewhere. */
export interface RunResult extends Conclusion {
  readonly run: RecordedRun;
  readonly options: ResultOptions;
  readonly operations: readonly OperationResult[];
  /** The verdicts on the entries of the target's waivers. */
  readonly waivers: readonly Verdict[];
  /** Those of all operations, and those on the waivers. */
  readonly verdicts: readonly Verdict[];
  readonly sums: Sums;
  /** What to look at first, in words for people. */
  readonly diagnoses: readonly string[];
}

/**
 * Judges a recording. Pure: the same recording, checks and waivers always give the same result.
 * @param interrupted the exit status of a run that was interrupted
 * @param waivers the deviations that are accepted
 * @param day the day on which they have to be in force: that of the run
 */
export function judgeRun(
  recording: Recording,
  operations: readonly JudgedOperation[],
  options: ResultOptions,
  interrupted?: InterruptedStatus,
  waivers: readonly Waiver[] = [],
  day: string = dayOf(recording.startedAt),
): RunResult {
  const contracts = operations.map(({ contract }) => contract);
  const completeness = completenessOf(recording, contracts);
  const entries = readyWaivers(waivers);
  const judged = operations.map(({ contract, source, checks }) => {
    const notTested = completeness.obstacles.get(contract.name);
    if (notTested !== undefined) return { contract, source, notTested, verdicts: unjudged(checks, notTested) };
    const { recording: own, nameInWhole } = shardAbout(recording, contract.name);
    const verdicts = judgeAll(checks, operationRecording(own, contract.name))
      .map(waivedBy(entries, day, contract))
      .map(one => ({ ...one, exchanges: one.exchanges.map(nameInWhole) }));
    return { contract, source, verdicts };
  });
  const isCut = interrupted !== undefined || completeness.ends.length > 0;
  const onWaivers = waiverVerdicts(entries, day, judged, coverageOf(options, isCut));
  const results = options.strict ? judged.map(strictly) : judged;
  const verdicts = [...results.flatMap(result => result.verdicts), ...onWaivers];
  const { exchanges: _, unsent: __, judgedWith: ___, ...run } = recording;
  return {
    ...conclusionOf(recording, completeness, verdicts, options, interrupted),
    run,
    options,
    operations: results,
    waivers: onWaivers,
    verdicts,
    sums: sumsOf(verdicts),
    diagnoses: diagnosesOf(recording, contracts, completeness),
  };
}

/** @param isCut whether the run ended before everything was asked and answered */
function coverageOf({ only, without = [] }: ResultOptions, isCut: boolean): Coverage {
  if (only !== undefined) return 'some checks';
  return isCut || without.length > 0 ? 'fewer answers' : 'everything';
}

/** What was not tested stays so. */
const strictly = (one: OperationResult): OperationResult =>
  one.notTested === undefined ? { ...one, verdicts: one.verdicts.map(underStrict) } : one;

/** The exit status of several runs together: the highest of theirs. */
export const highestStatus = (statuses: readonly number[]): number => Math.max(0, ...statuses);
