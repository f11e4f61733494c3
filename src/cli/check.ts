import { existsSync } from 'node:fs';
import path from 'node:path';
import { statusOfAll } from '../checks/run-result.ts';
import { lineOn } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, foldersOf } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { openFreshRun } from './fresh-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { judgeTarget } from './judge-target.ts';
import { clearReports, reportFiles } from './report-files.ts';
import { lockReports } from './reports-lock.ts';
import { comparisonText, resultText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { reportsOf, statusWithReports, type TargetOutcome } from './target-outcome.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = await openFreshRun(options, world);
  if (options.dryRun) return dryRun(run);
  const lock = lockReports(foldersOf(run), world.clock.now());
  const interruption = listenForInterruption(world.signals);
  const outcomes: TargetOutcome[] = [];
  try {
    clearEarlier(run);
    for (const target of run.targets) {
      if (interruption.status() !== undefined) break;
      if (outcomes.length > 0 && !options.quiet) world.stdout.write('\n');
      outcomes.push(await outcomeOn(run, target, interruption));
    }
    // An interruption keeps the further targets from being tested.
    const results = run.targets.map((_, index) => outcomes[index]?.result);
    const highest = statusOfAll(results, interruption.status());
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

async function outcomeOn(run: CurrentRun, target: ChosenTarget, interruption: Interruption): Promise<TargetOutcome> {
  const { stdout, folder: here } = run.world;
  if (!run.options.quiet) tellOn(stdout, `${lineOn(run, target)}\n`);
  const { result, written } = await judgeTarget(run, target, interruption);
  const report = path.relative(here, path.join(folderFor(run, target), reportFiles.conformance));
  stdout.write(resultText(result, report, run));
  return { target: target.name, result, written };
}
