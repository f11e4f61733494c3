import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exitStatus } from '../reports/report.ts';
import { runSettings } from '../targets/environment.ts';
import { variablesFor } from './current-run.ts';
import { chosenChecks, reportOn } from './judging.ts';
import { packageRoot } from './package-root.ts';
import { clearReports, keptRecording } from './report-files.ts';
import { assertUsable, environment, type RunOptions, reportsFolder, targetLine } from './settings.ts';
import { firstPage, loadContract } from './specification.ts';

/**
 * The full run: Playwright probes, judges and makes the reports. Resolves with the exit status, which is the verdicts'
 * and not Playwright's.
 */
export async function run(options: RunOptions): Promise<number> {
  const env = environment(process.cwd());
  assertUsable(env, options);
  const root = packageRoot();
  const { contract } = loadContract(root, firstPage, runSettings(env).strictness);
  chosenChecks(contract, options);
  const folder = reportsFolder(env);
  process.stdout.write(`${targetLine(env, options)}\n\n`);
  clearReports(folder);
  const interruption = await runPlaywright(path.join(root, 'dist', 'playwright.config.js'), options);
  if (interruption) return interruption;
  const recording = keptRecording(folder);
  if (recording) return exitStatus(reportOn(contract, recording, options));
  process.stderr.write('Playwright ended before anything was recorded: nothing was judged.\n');
  return 2;
}

/** Exit statuses of a run that was interrupted. */
const interruptions: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143 };

/** Resolves when Playwright has ended, with 130 or 143 when it was made to. */
async function runPlaywright(config: string, options: RunOptions): Promise<number | undefined> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    stdio: 'inherit',
    env: { ...process.env, ...variablesFor(options) },
  });
  let interruption: number | undefined;
  const passOn = (signal: NodeJS.Signals): void => {
    interruption = interruptions[signal];
    child.kill(signal);
  };
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  await once(child, 'close');
  process.off('SIGINT', passOn).off('SIGTERM', passOn);
  return interruption;
}
