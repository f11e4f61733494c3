import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { highestStatus } from '../checks/run-result.ts';
import { outline } from '../reports/outline.ts';
import { summary } from '../reports/summary.ts';
import { ConfigurationError } from '../targets/target.ts';
import { lineOn } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, openRun, resultOf } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { recordTarget } from './record-target.ts';
import { clearReports, keepRecording, reportFiles, writeReports } from './report-files.ts';
import type { RunOptions } from './settings.ts';
import { type Output, paintFor, progressOn, tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = openRun(options, world);
  if (options.dryRun) return dryRun(run);
  clearReports(run.folder);
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

async function checkTarget(run: CurrentRun, target: ChosenTarget, interruption: Interruption): Promise<number> {
  const { stdout, stderr, folder: here } = run.world;
  const folder = folderFor(run, target);
  mkdirSync(folder, { recursive: true });
  clearReports(folder);
  stdout.write(`${lineOn(run, target)}\n\n`);
  const progress = progressOn(stderr);
  const show = (done: number, planned: number): void => progress.show('Probing', done, planned);
  const recording = await recordTarget(run, target, show, interruption.signal).finally(progress.clear);
  const result = resultOf(run, recording, interruption.status());
  keepRecording(folder, recording);
  writeReports(folder, result);
  const paint = paintFor(stdout);
  const where = path.relative(here, path.join(folder, reportFiles.conformance));
  stdout.write(`${outline(result, paint)}\n\n${summary(result, where, paint)}\n`);
  return result.exitStatus;
}
