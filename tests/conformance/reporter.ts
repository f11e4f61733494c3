import path from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { currentRun } from '../../src/cli/current-run.ts';
import { reportOn } from '../../src/cli/judging.ts';
import { keptRecording, writeReports } from '../../src/cli/report-files.ts';
import { paintFor, progressOn } from '../../src/cli/terminal-of-process.ts';
import { exitStatus } from '../../src/reports/report.ts';
import { outline, summary } from '../../src/reports/terminal.ts';
import { progressIn } from './progress.ts';

/** Makes a run's reports once the tests have ended, and has the terminal to itself while they run. */
export default class ConformanceReporter implements Reporter {
  readonly #progress = progressOn(process.stderr);
  #checks = 0;
  #judged = 0;
  #allure: Promise<typeof import('../../src/cli/allure-report.ts')> | undefined;

  onBegin(_: unknown, suite: Suite): void {
    this.#checks = suite.allTests().filter(isCheck).length;
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
    process.stderr.write(`${stack ?? message}\n`);
  }

  /** Verdicts are the recording's, so that this run and the quick gate cannot differ. */
  async onEnd(): Promise<Pick<FullResult, 'status'> | undefined> {
    this.#progress.clear();
    if (!this.#allure) return undefined;
    const run = currentRun();
    const recording = keptRecording(run.folder);
    if (!recording) return undefined;
    const report = reportOn(run, recording);
    writeReports(run.folder, report);
    const { writeAllureReport } = await this.#allure;
    const html = path.relative(process.cwd(), await writeAllureReport(run.folder, report));
    const paint = paintFor(process.stdout);
    process.stdout.write(`${outline(report, paint)}\n\n${summary(report, html, paint)}\n`);
    return { status: exitStatus(report) === 0 ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** All tests are checks but the one that probes, whose project has a name. */
const isCheck = (test: TestCase): boolean => test.parent.project()?.name === '';
