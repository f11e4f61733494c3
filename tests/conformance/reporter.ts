import path from 'node:path';
import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { highestStatus } from '../../src/checks/run-result.ts';
import { currentRun, folderFor } from '../../src/cli/current-run.ts';
import { resultText } from '../../src/cli/result-text.ts';
import { citedPages } from '../../src/cli/specification.ts';
import { progressOn, tellOn } from '../../src/cli/terminal-of-process.ts';
import { linesSafe, terminalSafe } from '../../src/text/terminal-safe.ts';
import { judgedTargets, probingEnded } from './global-setup.ts';

/** Makes the reports of what the global set-up has judged, and has the terminal to itself while the tests run. */
export default class ConformanceReporter implements Reporter {
  readonly #progress = progressOn(process.stderr);
  #checks = 0;
  #judged = 0;
  #reports: Promise<ReadonlyMap<string, string>> | undefined;

  /** Allure takes most of a second to load, and as long to render: it does so while the worker starts and judges. */
  onBegin(_: unknown, suite: Suite): void {
    this.#checks = suite.allTests().length;
    this.#reports = allureReports();
    // What goes wrong is told at the end.
    this.#reports.catch(() => {});
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(linesSafe(String(chunk)));
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(linesSafe(String(chunk)));
  }

  onTestEnd(): void {
    this.#judged += 1;
    this.#progress.show('Judging', this.#judged, this.#checks);
  }

  /** Errors of Playwright; what fails in a check stands with its verdict. */
  onError({ message, stack }: TestError): void {
    tellOn(process.stderr, stack ?? message ?? '');
  }

  async onEnd({ status }: FullResult): Promise<Pick<FullResult, 'status'> | undefined> {
    await probingEnded();
    const files = await (this.#reports ?? allureReports());
    this.#progress.clear();
    const run = currentRun();
    const { targets, options } = run;
    for (const [name, file] of files) {
      const judged = judgedTargets.get(name);
      if (!judged) continue;
      const heading = targets.length > 1 && !options.quiet ? `== ${terminalSafe(name)}\n\n` : '';
      process.stdout.write(`${heading}${resultText(judged.result, path.relative(process.cwd(), file), run)}`);
    }
    if (status === 'interrupted' || judgedTargets.size < targets.length) return undefined;
    const isGood = highestStatus([...judgedTargets.values()].map(({ result }) => result.exitStatus)) === 0;
    return { status: isGood ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** Writes Allure's report of each target that was tested. Resolves with the files, by the names of the targets. */
async function allureReports(): Promise<ReadonlyMap<string, string>> {
  const { writeAllureReport } = await import('../../src/cli/allure-report.ts');
  const run = currentRun();
  const pages = citedPages(
    run.root,
    run.contracts.map(({ id }) => id),
  );
  const files = new Map<string, string>();
  for (const target of run.targets) {
    const judged = judgedTargets.get(target.name);
    if (!judged) continue;
    files.set(target.name, await writeAllureReport(judged, pages, folderFor(run, target)));
  }
  return files;
}
