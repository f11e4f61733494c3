import path from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { lineOn } from '../../src/cli/announcement.ts';
import type { ChosenTarget } from '../../src/cli/chosen-targets.ts';
import { type CurrentRun, currentRun, folderFor } from '../../src/cli/current-run.ts';
import { reportOn } from '../../src/cli/judging.ts';
import { keptRecording, writeReports } from '../../src/cli/report-files.ts';
import { paintFor, progressOn, tellOnStderr } from '../../src/cli/terminal-of-process.ts';
import { exitStatus, gravest, type Report } from '../../src/reports/report.ts';
import { outline, summary } from '../../src/reports/terminal.ts';
import { progressIn } from './progress.ts';

/** Makes a run's reports once the tests have ended, and has the terminal to itself while they run. */
export default class ConformanceReporter implements Reporter {
  readonly #progress = progressOn(process.stderr);
  #checks = 0;
  #judged = 0;
  #allure: Promise<typeof import('../../src/cli/allure-report.ts')> | undefined;

  onBegin(_: unknown, suite: Suite): void {
    // Whoever started the full run is gone, however that came about: nobody waits for it.
    process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
    this.#checks = suite.allTests().filter(isCheck).length;
    const run = currentRun();
    if (run.options.command) return;
    // A bare `npx playwright test`: no command has named the targets yet.
    process.stdout.write(`${run.targets.map(target => lineOn(run, target)).join('\n')}\n\n`);
  }

  /** Allure takes most of a second to load: it does so while the worker waits for answers. */
  onTestBegin(): void {
    this.#allure ??= import('../../src/cli/allure-report.ts');
  }

  onStdOut(chunk: string | Buffer, _?: TestCase, result?: TestResult): void {
    const progress = progressIn(chunk.toString());
    if (!progress) {
      process.stdout.write(chunk);
      return;
    }
    // Allure would keep it as the test's output.
    result?.stdout.pop();
    this.#progress.show('Probing', ...progress);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(test: TestCase, { errors }: TestResult): void {
    if (isCheck(test)) {
      this.#judged += 1;
      this.#progress.show('Judging', this.#judged, this.#checks);
      return;
    }
    this.#progress.clear();
    errors.forEach(this.onError);
  }

  /** Errors of Playwright's and of the probing; what fails in a check is told with its verdict. */
  onError({ message, stack }: TestError): void {
    tellOnStderr(stack ?? message ?? '');
  }

  /** Verdicts are the recordings', so that this run and the quick gate cannot differ. */
  async onEnd(): Promise<Pick<FullResult, 'status'> | undefined> {
    this.#progress.clear();
    if (!this.#allure) return undefined;
    const run = currentRun();
    const reports = run.targets.flatMap(target => reportsOn(run, target));
    if (reports.length === 0) return undefined;
    const { writeAllureReport } = await this.#allure;
    const html = path.relative(process.cwd(), await writeAllureReport(run.folder, reports));
    const paint = paintFor(process.stdout);
    for (const [name, report] of reports) {
      const heading = run.targets.length > 1 ? `${paint('heading', `== ${name}`)}\n\n` : '';
      process.stdout.write(`${heading}${outline(report, paint)}\n\n${summary(report, html, paint)}\n`);
    }
    const isGood = gravest(reports.map(([, report]) => exitStatus(report))) === 0;
    return { status: isGood ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** All tests are checks but those that probe, whose projects depend on none. */
const isCheck = (test: TestCase): boolean => (test.parent.project()?.dependencies.length ?? 0) > 0;

/** The report on a target, written; none where nothing was recorded. */
function reportsOn(run: CurrentRun, target: ChosenTarget): [string, Report][] {
  const folder = folderFor(run, target);
  const recording = keptRecording(folder);
  if (!recording) return [];
  const report = reportOn(run, recording);
  writeReports(folder, report);
  return [[target.name, report]];
}
