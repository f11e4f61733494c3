import type { RunResult } from '../checks/run-result.ts';
import { closingLines, verdictLine } from './closing-lines.ts';
import { groupLines } from './group-lines.ts';
import { notPassed } from './not-passed.ts';
import { outline } from './outline.ts';
import { type Terminal, wrapped } from './terminal.ts';

/**
 * What a run of one target comes to, on a screen: a line for each kind of fact, or for each operation where there are several;
 * then what to look at first, each check that is not passed, and last the verdict.
 * @param report the report's path, as the reader can open it
 */
export const screen = (result: RunResult, report: string, terminal: Terminal): string =>
  paragraphs([groupLines(result, terminal).join('\n'), ...ending(result, report, terminal)]);

/** The same with a line for each check in place of these. */
export const longScreen = (result: RunResult, report: string, terminal: Terminal): string =>
  paragraphs([outline(result, terminal), ...ending(result, report, terminal)]);

const paragraphs = (texts: readonly string[]): string => texts.filter(text => text !== '').join('\n\n');

function ending(result: RunResult, report: string, terminal: Terminal): string[] {
  return [
    result.diagnoses.map(line => terminal.paint('failed', wrapped('', 0, line, terminal))).join('\n'),
    ...notPassed(result, terminal),
    [...closingLines(result, report, terminal), verdictLine(result, terminal)].join('\n'),
  ];
}
