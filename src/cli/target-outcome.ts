import path from 'node:path';
import { summaryOf } from '../checks/run-summary.ts';
import type { TargetRow } from '../reports/target-table.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor } from './current-run.ts';
import type { JudgedTarget } from './judge-target.ts';
import { reportFiles } from './report-files.ts';
import { tellOn } from './terminal-of-process.ts';
import { isWhole, type WrittenFile } from './whole-files.ts';

/** What this very run of a target came to, whatever lies in its folder. */
export interface TargetOutcome extends TargetRow {
  /** The reports that were written. */
  readonly written: readonly WrittenFile[];
}

/** What is told of a target that was judged. */
export function outcomeOf({ name }: ChosenTarget, { result, written }: Omit<JudgedTarget, 'recording'>): TargetOutcome {
  return { target: name, summary: summaryOf(result), written };
}

/**
 * Tells the command that began this process what a target came to. Where people started Playwright itself there is none.
 * Resolves when it is on its way: a process that ends before takes it along.
 */
export async function tellOutcome({ options }: CurrentRun, outcome: TargetOutcome): Promise<void> {
  if (options.command !== 'run' || !process.connected) return;
  // A command that is gone needs no outcome.
  await new Promise(resolve => process.send?.(outcome, undefined, undefined, resolve));
}

/** Whether a message of such a process is what it tells of a target. */
export const isOutcome = (message: unknown): message is TargetOutcome =>
  typeof message === 'object' && message !== null && 'target' in message && 'written' in message;

/** The reports that each target has that was judged. Allure's results have no reader but Allure. */
const { conformance, junit, ctrf, recording, requests, html } = reportFiles;
const always = [conformance, junit, ctrf, recording, requests];
export const reportsOf = { check: always, run: [...always, html] };

/**
 * The exit status of a run that would end with this one. Where a report is missing or not as it was written, that is told, and
 * the status is at least 2: of a run that ends with 1, a baseline may say that nothing changed.
 * @param expected the reports of each target that was judged
 */
export function statusWithReports(
  status: number,
  run: CurrentRun,
  outcomes: readonly TargetOutcome[],
  expected: readonly string[],
): number {
  const missing = outcomes.flatMap(outcome => missingOf(run, outcome, expected));
  if (missing.length === 0) return status;
  const withLoss = Math.max(2, status);
  const files = missing.map(file => path.relative(run.world.folder, file)).sort();
  const are = files.length > 1 ? 'are' : 'is';
  tellOn(run.world.stderr, `${files.join(', ')} ${are} missing or incomplete, so the exit status is ${withLoss}.`);
  return withLoss;
}

function missingOf(
  run: CurrentRun,
  { target, summary, written }: TargetOutcome,
  expected: readonly string[],
): string[] {
  const chosen = run.targets.find(({ name }) => name === target);
  if (!summary || !chosen) return [];
  const whole = new Set(written.filter(isWhole).map(({ file }) => file));
  return expected.map(name => path.join(folderFor(run, chosen), name)).filter(file => !whole.has(file));
}
