import { existsSync } from 'node:fs';
import path from 'node:path';
import { statusOfAll } from '../checks/run-summary.ts';
import { lineOn } from './announcement.ts';
import { type CurrentRun, folderFor, foldersOf } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { eachTarget, type TargetTurn } from './each-target.ts';
import { openFreshRun } from './fresh-run.ts';
import { listenForInterruption } from './interruption.ts';
import { judgeTarget } from './judge-target.ts';
import { clearReports, reportFiles } from './report-files.ts';
import { lockReports } from './reports-lock.ts';
import { comparisonText, resultText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { outcomeOf, reportsOf, statusWithReports, type TargetOutcome } from './target-outcome.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = await openFreshRun(options, world);
  if (options.dryRun) return dryRun(run);
  const lock = lockReports(foldersOf(run), world.clock.now());
  const interruption = listenForInterruption(world.signals);
  try {
    clearEarlier(run);
    const results = await eachTarget(run, interruption, judgeAndShow);
    const highest = statusOfAll(
      results.map(outcome => outcome?.summary),
      interruption.status(),
    );
    const outcomes = results.filter(outcome => outcome !== undefined);
    const status = statusWithReports(highest, run, outcomes, reportsOf.check);
    world.stdout.write(comparisonText(outcomes, status, run));
    return status;
  } finally {
    interruption.release();
    lock.release();
  }
}

/** The quick gate makes no HTML report: one of an earlier full run would contradict what it finds. */
function clearEarlier(run: CurrentRun): void {
  const { folder: here, stderr } = run.world;
  for (const folder of foldersOf(run)) {
    const html = path.join(folder, reportFiles.html);
    if (existsSync(html)) tellOn(stderr, `${path.relative(here, html)} of an earlier full run is removed.`);
    clearReports(folder);
  }
}

async function judgeAndShow(turn: TargetTurn): Promise<TargetOutcome> {
  const { run, target } = turn;
  const { stdout, folder: here } = run.world;
  if (!run.options.quiet) {
    if (target !== run.targets[0]) stdout.write('\n');
    tellOn(stdout, `${lineOn(run, target)}\n`);
  }
  const judged = await judgeTarget(turn);
  const report = path.relative(here, path.join(folderFor(run, target), reportFiles.conformance));
  stdout.write(resultText(judged.result, report, run));
  return outcomeOf(target, judged);
}
