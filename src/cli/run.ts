import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import path from 'node:path';
import { statusOfAll } from '../checks/run-summary.ts';
import { lineOn } from './announcement.ts';
import { type CurrentRun, foldersOf, variablesFor } from './current-run.ts';
import { dryRun } from './dry-run.ts';
import { openFreshRun } from './fresh-run.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { clearReports, clearResults } from './report-files.ts';
import { lockReports, type ReportsLock } from './reports-lock.ts';
import { comparisonText } from './result-text.ts';
import type { RunOptions } from './settings.ts';
import { isOutcome, reportsOf, statusWithReports, type TargetOutcome } from './target-outcome.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * The full run: Playwright probes, judges and makes the reports. Resolves with the exit status, which is that of the
 * results and not Playwright's.
 */
export async function run(options: RunOptions, world: World): Promise<number> {
  const opened = await openFreshRun(options, world);
  if (options.dryRun) return dryRun(opened);
  const lock = lockReports(foldersOf(opened), world.clock.now());
  try {
    return await lockedRun(opened, lock);
  } finally {
    lock.release();
  }
}

async function lockedRun(opened: CurrentRun, lock: ReportsLock): Promise<number> {
  const { folder, targets, options, world } = opened;
  const lines = targets.map(target => lineOn(opened, target));
  if (!options.quiet) tellOn(world.stdout, `${lines.join('\n')}${targets.length > 1 ? '' : '\n'}`);
  for (const one of foldersOf(opened)) clearReports(one);
  clearResults(folder);
  const interruption = listenForInterruption(world.signals);
  const told = await runPlaywright(opened, interruption, lock);
  interruption.release();
  const outcomes = targets.map(({ name }) => told.get(name) ?? { target: name, summary: undefined, written: [] });
  const interrupted = interruption.status();
  for (const { target, summary } of outcomes) {
    if (!summary && interrupted === undefined) tellOn(world.stderr, `${target} was not tested: nothing was recorded.`);
  }
  const summaries = outcomes.map(({ summary }) => summary);
  const status = statusWithReports(statusOfAll(summaries, interrupted), opened, outcomes, reportsOf.run);
  world.stdout.write(comparisonText(outcomes, status, opened));
  return status;
}

/** Milliseconds that Playwright has to end by itself once it was interrupted, beside what leaving a fault takes. */
const ownPatience = 60_000;

/**
 * Resolves when Playwright has ended, with what it told of the targets, by their names. It has a process group of its own, so
 * that a terminal's Ctrl-C does not reach it: this process tells the global set-up, which ends the probing, and Playwright
 * goes on to report on what was answered.
 */
async function runPlaywright(
  { root, options, targets, world }: CurrentRun,
  interruption: Interruption,
  lock: ReportsLock,
): Promise<ReadonlyMap<string, TargetOutcome>> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = path.join(root, 'dist', 'playwright.config.js');
  // Where no result could be kept for the tests to show, that is told already.
  const child = spawn(process.execPath, [cli, 'test', '--pass-with-no-tests', '--config', config], {
    // By this channel Playwright also notices that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    // Playwright's note of what failed last has no reader, and would be written where there may be no room.
    env: { ...process.env, PLAYWRIGHT_LAST_RUN_OUTPUT_FILE: devNull, ...variablesFor(options) },
  });
  const { pid = 0 } = child;
  lock.share(pid);
  const outcomes = new Map<string, TargetOutcome>();
  child.on('message', message => {
    if (isOutcome(message)) outcomes.set(message.target, message);
  });
  const hooks = targets.flatMap(({ configured }) => configured?.hooks ?? []);
  const patience = ownPatience + Math.max(0, ...hooks.map(({ timeout }) => timeout));
  let timer: NodeJS.Timeout | undefined;
  const passOn = (): void => {
    // A Playwright that has just ended cannot be told, and need not be.
    child.send(interruption.status() === 143 ? 'SIGTERM' : 'SIGINT', () => {});
    timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), patience);
  };
  interruption.signal.addEventListener('abort', passOn);
  const [, signal] = await once(child, 'close');
  clearTimeout(timer);
  if (signal) tellOn(world.stderr, `Playwright was ended by ${signal}.`);
  return outcomes;
}
