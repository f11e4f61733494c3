import path from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { highestStatus, type RunResult } from '../../src/checks/run-result.ts';
import { lineOn } from '../../src/cli/announcement.ts';
import { currentRun } from '../../src/cli/current-run.ts';
import { keptResult } from '../../src/cli/report-files.ts';
import { paintFor, progressOn, tellOn } from '../../src/cli/terminal-of-process.ts';
import { outline } from '../../src/reports/outline.ts';
import { summary } from '../../src/reports/summary.ts';
import { progressIn } from './progress.ts';

/** Renders a run's results once the tests have ended, and has the terminal to itself while they run. */
export default class ConformanceReporter implements Reporter {
  readonly #progress = progressOn(process.stderr);
  #checks = 0;
  #judged = 0;
  #allure: Promise<typeof import('../../src/cli/allure-report.ts')> | undefined;

  onBegin(_: unknown, suite: Suite): void {
    // The process that started the full run is gone: nobody waits for it.
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

  /** Errors of Playwright and of the probing; what fails in a check stands with its verdict. */
  onError({ message, stack }: TestError): void {
    tellOn(process.stderr, stack ?? message ?? '');
  }

  /** Renders what the set-up project judged, so that this run and the quick gate cannot differ. */
  async onEnd({ status }: FullResult): Promise<Pick<FullResult, 'status'> | undefined> {
    this.#progress.clear();
    if (!this.#allure) return undefined;
    const { folder, targets } = currentRun();
    const results = new Map(
      targets.flatMap(({ name }): [string, RunResult][] => {
        const result = keptResult(folder, name);
        return result ? [[name, result]] : [];
      }),
    );
    if (results.size === 0) return undefined;
    const { writeAllureReport } = await this.#allure;
    const html = path.relative(process.cwd(), await writeAllureReport(folder, results));
    const paint = paintFor(process.stdout);
    for (const [name, result] of results) {
      const heading = targets.length > 1 ? `${paint('heading', `== ${name}`)}\n\n` : '';
      process.stdout.write(`${heading}${outline(result, paint)}\n\n${summary(result, html, paint)}\n`);
    }
    if (status === 'interrupted' || results.size < targets.length) return undefined;
    const isGood = highestStatus([...results.values()].map(({ exitStatus }) => exitStatus)) === 0;
    return { status: isGood ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** All tests are checks but those that probe, whose projects depend on none. */
const isCheck = (test: TestCase): boolean => (test.parent.project()?.dependencies.length ?? 0) > 0;
