import type { RunResult } from '../checks/run-result.ts';
import { verdictLine } from '../reports/closing-lines.ts';
import { longScreen, screen } from '../reports/screen.ts';
import { type TargetRow, targetTable } from '../reports/target-table.ts';
import type { CurrentRun } from './current-run.ts';
import { terminalOf } from './terminal-of-process.ts';

/**
 * What is printed of a target once it is judged: with `--quiet` the verdict alone, with `--verbose` every check.
 * @param report the report's path, as the reader can open it
 */
export function resultText(
  result: RunResult,
  report: string,
  { options, world, env }: Pick<CurrentRun, 'options' | 'world' | 'env'>,
): string {
  const terminal = terminalOf(world.stdout, env);
  if (options.quiet) return `${verdictLine(result, terminal)}\n`;
  return `${(options.verbose ? longScreen : screen)(result, report, terminal)}\n`;
}

/** What is printed last where several targets were tested, and nothing where it was one. */
export function comparisonText(
  rows: readonly TargetRow[],
  status: number,
  { options, world, env }: CurrentRun,
): string {
  if (rows.length < 2) return '';
  const table = options.quiet ? '' : `\n${targetTable(rows, terminalOf(world.stdout, env))}\n`;
  return `${table}Exit status ${status}, the highest of these targets.\n`;
}
