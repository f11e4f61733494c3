import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type RunResult, statusOfAll } from '../checks/run-result.ts';
import { ConfigurationError } from '../targets/target.ts';
import { lineOn } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, openRun, resultOf } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { recordTarget } from './record-target.ts';
import { clearReports, keepRecording, reportFiles, writeReports } from './report-files.ts';
import { comparisonText, resultText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { progressOn, tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = openRun(options, world);
  if (options.dryRun) return dryRun(run);
  clearReports(run.folder);
  const interruption = listenForInterruption(world.signals);
  const rows: { target: string; result: RunResult | undefined }[] = [];
  try {
    for (const target of run.targets) {
      if (interruption.status() !== undefined) break;
      rows.push({ target: target.name, result: await resultOn(run, target, interruption) });
    }
  } finally {
    interruption.release();
  }
  const status = statusOfAll(
    rows.map(({ result }) => result),
    interruption.status(),
  );
  world.stdout.write(comparisonText(rows, status, run));
  return status;
}

/** Undefined for a target that cannot be tested as it is configured: that does not keep the others from being tested. */
async function resultOn(
  run: CurrentRun,
  target: ChosenTarget,
  interruption: Interruption,
): Promise<RunResult | undefined> {
  try {
    return await checkTarget(run, target, interruption);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    tellOn(run.world.stderr, error.message);
    return undefined;
  }
}

async function checkTarget(run: CurrentRun, target: ChosenTarget, interruption: Interruption): Promise<RunResult> {
  const { stdout, stderr, folder: here } = run.world;
  const folder = folderFor(run, target);
  mkdirSync(folder, { recursive: true });
  clearReports(folder);
  if (!run.options.quiet) stdout.write(`${lineOn(run, target)}\n\n`);
  const progress = progressOn(stderr);
  const show = (done: number, planned: number): void => progress.show('Probing', done, planned);
  const recording = await recordTarget(run, target, show, interruption.signal).finally(progress.clear);
  const result = resultOf(run, recording, interruption.status());
  keepRecording(folder, recording);
  writeReports(folder, result);
  const where = path.relative(here, path.join(folder, reportFiles.conformance));
  stdout.write(resultText(result, where, run));
  return result;
}
