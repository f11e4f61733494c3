import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exitStatus } from '../reports/report.ts';
import { openRun, variablesFor } from './current-run.ts';
import { listenForInterruption } from './interruption.ts';
import { reportOn } from './judging.ts';
import { clearReports, keptRecording } from './report-files.ts';
import { type RunOptions, targetLine } from './settings.ts';

/**
 * The full run: Playwright probes, judges and makes the reports. Resolves with the exit status, which is the verdicts'
 * and not Playwright's.
 */
export async function run(options: RunOptions): Promise<number> {
  const opened = openRun(options);
  const { env, root, folder } = opened;
  process.stdout.write(`${targetLine(env, options)}\n\n`);
  clearReports(folder);
  const interruption = listenForInterruption();
  await runPlaywright(path.join(root, 'dist', 'playwright.config.js'), options, interruption.signal);
  interruption.release();
  const recording = keptRecording(folder);
  const interrupted = interruption.status();
  if (interrupted) return interrupted;
  if (recording) return exitStatus(reportOn(opened, recording));
  process.stderr.write('Playwright ended before anything was recorded: nothing was judged.\n');
  return 2;
}

/** Milliseconds that Playwright has to end by itself once it was interrupted. */
const patience = 20_000;

/**
 * Resolves when Playwright has ended. It has a process group of its own, so that a terminal's Ctrl-C reaches it once and
 * through this process; it is always passed on as SIGINT, the only signal on which Playwright lets its reporters finish.
 */
async function runPlaywright(config: string, options: RunOptions, interrupted: AbortSignal): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, ...variablesFor(options) },
  });
  const group = -(child.pid ?? 0);
  let timer: NodeJS.Timeout | undefined;
  const passOn = (): void => {
    child.kill('SIGINT');
    timer = setTimeout(() => process.kill(group, 'SIGKILL'), patience);
  };
  interrupted.addEventListener('abort', passOn);
  await once(child, 'close');
  clearTimeout(timer);
}
