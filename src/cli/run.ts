import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { highestStatus } from '../checks/run-result.ts';
import { lineOn } from './announcement.ts';
import { folderFor, openRun, variablesFor } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { clearReports, clearResults, keptResult } from './report-files.ts';
import { comparisonText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * The full run: Playwright probes, judges and makes the reports. Resolves with the exit status, which is that of the
 * results and not Playwright's.
 */
export async function run(options: RunOptions, world: World): Promise<number> {
  const opened = openRun(options, world);
  if (options.dryRun) return dryRun(opened);
  const { root, folder, targets } = opened;
  const lines = targets.map(target => lineOn(opened, target));
  if (!options.quiet) tellOn(world.stdout, `${lines.join('\n')}\n`);
  for (const one of [folder, ...targets.map(target => folderFor(opened, target))]) clearReports(one);
  clearResults(folder);
  const interruption = listenForInterruption(world.signals);
  const hooks = targets.flatMap(({ configured }) => configured?.hooks ?? []);
  const patience = ownPatience + Math.max(0, ...hooks.map(({ timeout }) => timeout));
  await runPlaywright(path.join(root, 'dist', 'playwright.config.js'), options, interruption, patience);
  interruption.release();
  const rows = targets.map(({ name }) => ({ target: name, result: keptResult(folder, name) }));
  const interrupted = interruption.status();
  for (const { target, result } of rows) {
    if (!result && interrupted === undefined) tellOn(world.stderr, `${target} was not tested: nothing was recorded.`);
  }
  // A run that is interrupted when all is judged ends with the status that its reports say.
  const status = highestStatus(rows.map(({ result }) => result?.exitStatus ?? interrupted ?? 2));
  world.stdout.write(comparisonText(rows, status, opened));
  return status;
}

/** Milliseconds that Playwright has to end by itself once it was interrupted, beside what leaving a fault takes. */
const ownPatience = 60_000;

/**
 * Resolves when Playwright has ended. It has a process group of its own, so that a terminal's Ctrl-C does not reach it: this
 * process tells the global set-up, which ends the probing, and Playwright goes on to report on what was answered.
 */
async function runPlaywright(
  config: string,
  options: RunOptions,
  interruption: Interruption,
  patience: number,
): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    // By this channel Playwright also notices that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: { ...process.env, ...variablesFor(options) },
  });
  const group = -(child.pid ?? 0);
  let timer: NodeJS.Timeout | undefined;
  const passOn = (): void => {
    // A Playwright that has just ended cannot be told, and need not be.
    child.send(interruption.status() === 143 ? 'SIGTERM' : 'SIGINT', () => {});
    timer = setTimeout(() => process.kill(group, 'SIGKILL'), patience);
  };
  interruption.signal.addEventListener('abort', passOn);
  await once(child, 'close');
  clearTimeout(timer);
}
