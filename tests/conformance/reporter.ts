import path from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { highestStatus } from '../../src/checks/run-result.ts';
import { lineOn } from '../../src/cli/announcement.ts';
import { currentRun, folderFor } from '../../src/cli/current-run.ts';
import { keptResult, reportFiles } from '../../src/cli/report-files.ts';
import { resultText } from '../../src/cli/result-text.ts';
import { progressOn, tellOn } from '../../src/cli/terminal-of-process.ts';
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
    const run = currentRun();
    const { folder, targets } = run;
    const written = path.join(folder, reportFiles.allureResults);
    const { writeAllureReport } = await this.#allure;
    const statuses: number[] = [];
    for (const target of targets) {
      const result = keptResult(folder, target.name);
      if (!result) continue;
      statuses.push(result.exitStatus);
      const html = await writeAllureReport(written, target.name, result, folderFor(run, target));
      const heading = targets.length > 1 && !run.options.quiet ? `== ${target.name}\n\n` : '';
      process.stdout.write(`${heading}${resultText(result, path.relative(process.cwd(), html), run)}`);
    }
    if (status === 'interrupted' || statuses.length < targets.length) return undefined;
    const isGood = highestStatus(statuses) === 0;
    return { status: isGood ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** All tests are checks but those that probe, whose projects depend on none. */
const isCheck = (test: TestCase): boolean => (test.parent.project()?.dependencies.length ?? 0) > 0;
