import { existsSync } from 'node:fs';
import path from 'node:path';
import { highestStatus, type RunResult } from '../checks/run-result.ts';
import { ConfigurationError } from '../targets/target.ts';
import { lineOn } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, openRun } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { judgeTarget } from './judge-target.ts';
import { clearReports, reportFiles } from './report-files.ts';
import { comparisonText, resultText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The quick gate: probes, judges and reports without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions, world: World): Promise<number> {
  const run = openRun(options, world);
  if (options.dryRun) return dryRun(run);
  clearEarlier(run);
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
  const status = interruption.status() ?? highestStatus(rows.map(({ result }) => result?.exitStatus ?? 2));
  world.stdout.write(comparisonText(rows, status, run));
  return status;
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

/** Undefined for a target that cannot be tested as it is configured: that does not keep the others from being tested. */
async function resultOn(
  run: CurrentRun,
  target: ChosenTarget,
  interruption: Interruption,
): Promise<RunResult | undefined> {
  const { stdout, stderr, folder: here } = run.world;
  if (!run.options.quiet) tellOn(stdout, `${lineOn(run, target)}\n`);
  try {
    const { result } = await judgeTarget(run, target, interruption);
    const report = path.relative(here, path.join(folderFor(run, target), reportFiles.conformance));
    stdout.write(resultText(result, report, run));
    return result;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    tellOn(stderr, error.message);
    return undefined;
  }
}
