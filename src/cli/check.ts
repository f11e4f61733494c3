import { existsSync } from 'node:fs';
import path from 'node:path';
import { highestStatus } from '../checks/run-result.ts';
import { outline } from '../reports/outline.ts';
import { summary } from '../reports/summary.ts';
import { ConfigurationError } from '../targets/target.ts';
import { lineOn } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, openRun } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { judgeTarget } from './judge-target.ts';
import { clearReports, reportFiles } from './report-files.ts';
import type { RunOptions } from './settings.ts';
import { type Output, paintFor, tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = openRun(options, world);
  if (options.dryRun) return dryRun(run);
  clearEarlier(run);
  const interruption = listenForInterruption(world.signals);
  const statuses: number[] = [];
  try {
    for (const target of run.targets) {
      if (interruption.status() === undefined)
        statuses.push(
          await checkTarget(run, target, interruption).catch(error => reportedAsStatus(error, world.stderr)),
        );
    }
  } finally {
    interruption.release();
  }
  return interruption.status() ?? highestStatus(statuses);
}

/** One target that cannot be tested as it is configured does not keep the others from being tested. */
function reportedAsStatus(error: unknown, stderr: Output): 2 {
  if (!(error instanceof ConfigurationError)) throw error;
  tellOn(stderr, error.message);
  return 2;
}

/** The quick gate makes no HTML report: one of an earlier full run would contradict what it finds. */
function clearEarlier(run: CurrentRun): void {
  const { folder: here, stderr } = run.world;
  for (const folder of [run.folder, ...run.targets.map(target => folderFor(run, target))]) {
    const html = path.join(folder, reportFiles.html);
    if (existsSync(html)) tellOn(stderr, `${path.relative(here, html)} of an earlier full run is removed.`);
    clearReports(folder);
  }
}

async function checkTarget(run: CurrentRun, target: ChosenTarget, interruption: Interruption): Promise<number> {
  const { stdout, folder: here } = run.world;
  stdout.write(`${lineOn(run, target)}\n\n`);
  const { result } = await judgeTarget(run, target, interruption);
  const paint = paintFor(stdout);
  const where = path.relative(here, path.join(folderFor(run, target), reportFiles.conformance));
  stdout.write(`${outline(result, paint)}\n\n${summary(result, where, paint)}\n`);
  return result.exitStatus;
}
