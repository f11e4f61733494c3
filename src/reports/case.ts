import type { OperationResult, RecordedRun, RunResult } from '../checks/run-result.ts';
import type { Verdict } from '../checks/verdict.ts';

/** A verdict as a test case, for the formats in which other tools read tests. */
export interface Case {
  readonly verdict: Verdict;
  /** The operation's id, or `waivers`. */
  readonly suite: string;
  /** The operation's name; undefined for a waiver. */
  readonly operation: string | undefined;
  /** Where the rule is written. */
  readonly file: string;
  readonly line: number;
  /** Milliseconds that the judged requests took. */
  readonly duration: number;
}

/** The verdicts of a run as test cases: those of each operation, then those on the waivers. */
export const casesOf = ({ operations, waivers, run }: RunResult): Case[] => [
  ...operations.flatMap(one => casesOfOperation(one, run)),
  ...waivers.map(verdict => ({
    verdict,
    suite: 'waivers',
    operation: undefined,
    file: verdict.cites[0]?.source ?? '',
    line: verdict.cites[0]?.line ?? 1,
    duration: durationOf(verdict, run),
  })),
];

/** Each has the line that the check cites, else that of the operation. */
const casesOfOperation = ({ contract, verdicts }: OperationResult, run: RecordedRun): Case[] => {
  const { file, line } = contract.operation.place;
  return verdicts.map(verdict => ({
    verdict,
    suite: contract.id,
    operation: contract.name,
    file,
    line: verdict.cites.find(cite => cite.source === file && cite.line !== undefined)?.line ?? line,
    duration: durationOf(verdict, run),
  }));
};

function durationOf({ exchanges }: Verdict, { requests }: RecordedRun): number {
  const judged = new Set(exchanges);
  return requests.reduce((sum, { name, duration }) => sum + (judged.has(name) ? duration : 0), 0);
}

/** Whether the checks alone show how a run ended. Where they do not, the run itself is a case that did not pass. */
export const isToldByChecks = ({ exitStatus, verdict, verdicts }: RunResult): boolean =>
  exitStatus === 0 || (verdict !== 'not tested' && verdicts.some(one => one.verdict === 'failed'));
