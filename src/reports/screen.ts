import type { OperationResult, RunResult } from '../checks/run-result.ts';
import type { Outcome } from '../checks/verdict.ts';
import { brokenCheck } from './broken-check.ts';
import { closingLines, verdictLine } from './closing-lines.ts';
import { groupLines } from './group-lines.ts';
import { outline } from './outline.ts';
import { type Terminal, wrapped } from './terminal.ts';
import { unprovenReasons } from './unproven-reasons.ts';

/**
 * What a run of one target comes to, on a screen: a line for each kind of fact, then what to look at first, each check that
 * is not passed, and last the verdict.
 * @param report the report's path, as the reader can open it
 */
export const screen = (result: RunResult, report: string, terminal: Terminal): string =>
  paragraphs([groupLines(testedIn(result), terminal).join('\n'), ...ending(result, report, terminal)]);

/** The same with a line for each check in place of one for each kind. */
export const longScreen = (result: RunResult, report: string, terminal: Terminal): string =>
  paragraphs([outline(result, terminal), ...ending(result, report, terminal)]);

const paragraphs = (texts: readonly string[]): string => texts.filter(text => text !== '').join('\n\n');

/** An operation that could not be tested has one reason, and that is told once. */
const testedIn = ({ operations }: RunResult): OperationResult[] =>
  operations.filter(({ notTested }) => notTested === undefined);

function ending(result: RunResult, report: string, terminal: Terminal): string[] {
  const verdicts = testedIn(result).flatMap(one => one.verdicts);
  const broken = brokenOutcomes.flatMap(outcome =>
    verdicts.filter(({ verdict, withoutStrict }) => verdict === outcome && withoutStrict !== 'unproven'),
  );
  return [
    result.diagnoses.map(line => terminal.paint('failed', wrapped('', 0, line, terminal))).join('\n'),
    ...broken.map(one => brokenCheck(one, terminal)),
    unprovenReasons(verdicts, terminal).join('\n'),
    [...closingLines(result, report, terminal), verdictLine(result, terminal)].join('\n'),
  ];
}

/** In the order in which people want to read them. */
const brokenOutcomes: readonly Outcome[] = ['failed', 'warned', 'waived'];
