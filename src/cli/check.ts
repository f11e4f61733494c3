import path from 'node:path';
import { exitStatus } from '../reports/report.ts';
import { outline, summary } from '../reports/terminal.ts';
import { openRun } from './current-run.ts';
import { listenForInterruption } from './interruption.ts';
import { reportOn } from './judging.ts';
import { withTarget } from './open-target.ts';
import { suiteName } from './package-root.ts';
import { probe } from './probing.ts';
import { clearReports, keepRecording, reportFiles, writeReports } from './report-files.ts';
import { type RunOptions, targetLine } from './settings.ts';
import { paintFor, progressOn, systemClock } from './terminal-of-process.ts';

/** The quick gate: probe, judge, tell, without Playwright and Allure. Resolves with the exit status. */
export async function check(options: RunOptions): Promise<number> {
  const run = openRun(options);
  const { env, root, folder, contract, example } = run;
  clearReports(folder);
  process.stdout.write(`${targetLine(env, options)}\n\n`);
  const progress = progressOn(process.stderr);
  const interruption = listenForInterruption();
  const recording = await withTarget(env, options, example, target => {
    const show = (done: number, planned: number): void => progress.show('Probing', done, planned);
    return probe(contract, target, suiteName(root), systemClock, show, interruption.signal);
  });
  interruption.release();
  progress.clear();
  const report = reportOn(run, recording);
  keepRecording(folder, recording);
  writeReports(folder, report);
  const paint = paintFor(process.stdout);
  const where = path.relative(process.cwd(), path.join(folder, reportFiles.conformance));
  process.stdout.write(`${outline(report, paint)}\n\n${summary(report, where, paint)}\n`);
  return interruption.status() ?? exitStatus(report);
}
