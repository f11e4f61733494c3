import type { RunResult } from '../checks/run-result.ts';
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
  [
    ...(isTested(result) ? [groupLines(result.operations, terminal).join('\n')] : []),
    ending(result, report, terminal),
  ].join('\n\n');

/** The same with a line for each check in place of one for each kind. */
export const longScreen = (result: RunResult, report: string, terminal: Terminal): string =>
  `${outline(result, terminal)}\n\n${ending(result, report, terminal)}`;

/** Where nothing could be tested, the reason is the verdict's, and no check has another. */
const isTested = ({ verdict }: RunResult): boolean => verdict !== 'not tested';

function ending(result: RunResult, report: string, terminal: Terminal): string {
  const { diagnoses, verdicts } = result;
  const urgent = diagnoses.map(line => terminal.paint('failed', wrapped('', 0, line, terminal)));
  const isBroken = ({ verdict, withoutStrict }: (typeof verdicts)[number]): boolean =>
    withoutStrict !== 'unproven' && broken.includes(verdict);
  const blocks = isTested(result)
    ? [
        ...verdicts.filter(isBroken).map(one => brokenCheck(one, terminal)),
        unprovenReasons(verdicts, terminal).join('\n'),
      ]
    : [];
  const closing = [...closingLines(result, report, terminal), verdictLine(result, terminal)].join('\n');
  return [urgent.join('\n'), ...blocks, closing].filter(Boolean).join('\n\n');
}

const broken: readonly Outcome[] = ['failed', 'warned', 'waived'];
