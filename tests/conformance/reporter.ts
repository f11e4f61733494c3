import path from 'node:path';
import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { highestStatus } from '../../src/checks/run-result.ts';
import { currentRun, folderFor } from '../../src/cli/current-run.ts';
import { citedPages } from '../../src/cli/page-sources.ts';
import { reportFiles } from '../../src/cli/report-files.ts';
import { resultText } from '../../src/cli/result-text.ts';
import { reportsOf, statusWithReports, type TargetOutcome, tellOutcome } from '../../src/cli/target-outcome.ts';
import { progressOn, tellOn } from '../../src/cli/terminal-of-process.ts';
import type { WrittenFile } from '../../src/cli/whole-files.ts';
import { linesSafe, terminalSafe } from '../../src/text/terminal-safe.ts';
import { judgedTargets, probingEnded, textOf } from './global-setup.ts';

/** Makes the reports of what the global set-up has judged, and has the terminal to itself while the tests run. */
export default class ConformanceReporter implements Reporter {
  readonly #progress = progressOn(process.stderr);
  #checks = 0;
  #judged = 0;
  #reports: Promise<ReadonlyMap<string, WrittenFile>> | undefined;
  /** Why a report or a history is missing; told at the end. */
  readonly #unwritten: string[] = [];

  /** Allure takes most of a second to load, and as long to render: it does so while the worker starts and judges. */
  onBegin(_: unknown, suite: Suite): void {
    this.#checks = suite.allTests().length;
    this.#reports = this.#allureReports();
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
    this.#progress.show(`Judging: ${this.#judged} of ${this.#checks}`);
  }

  /** Errors of Playwright; what fails in a check stands with its verdict. */
  onError({ message, stack }: TestError): void {
    tellOn(process.stderr, stack ?? message ?? '');
  }

  async onEnd({ status }: FullResult): Promise<Pick<FullResult, 'status'> | undefined> {
    await probingEnded();
    const files = await (this.#reports ?? this.#allureReports());
    this.#progress.clear();
    const run = currentRun();
    const { targets, options } = run;
    const outcomes: TargetOutcome[] = [];
    for (const target of targets) {
      const judged = judgedTargets.get(target.name);
      if (!judged) continue;
      const html = files.get(target.name);
      const report = html?.file ?? path.join(folderFor(run, target), reportFiles.conformance);
      const heading = targets.length > 1 && !options.quiet ? `\n== ${terminalSafe(target.name)}\n\n` : '';
      process.stdout.write(`${heading}${resultText(judged.result, path.relative(process.cwd(), report), run)}`);
      const written = html ? [...judged.written, html] : judged.written;
      outcomes.push({ target: target.name, result: judged.result, written });
    }
    for (const sentence of this.#unwritten) tellOn(process.stderr, sentence);
    // The command that began this run has the last word.
    if (options.command === 'run') {
      for (const outcome of outcomes) await tellOutcome(run, outcome);
      return undefined;
    }
    const highest = highestStatus(outcomes.map(({ result }) => result?.exitStatus ?? 2));
    const isGood = statusWithReports(highest, run, outcomes, reportsOf.run) === 0;
    if (status === 'interrupted' || outcomes.length < targets.length) return undefined;
    return { status: isGood ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }

  /** Writes Allure's report of each target that was tested. Resolves with the files, by the names of the targets. */
  async #allureReports(): Promise<ReadonlyMap<string, WrittenFile>> {
    const { writeAllureReport } = await import('../../src/cli/allure-report.ts');
    const run = currentRun();
    const pages = citedPages(run.pages.root, run.contracts);
    const files = new Map<string, WrittenFile>();
    for (const target of run.targets) {
      const judged = judgedTargets.get(target.name);
      if (!judged) continue;
      try {
        const folders = { folder: folderFor(run, target), histories: run.folder };
        const tell = (sentence: string): void => {
          this.#unwritten.push(sentence);
        };
        files.set(target.name, await writeAllureReport(judged, pages, folders, tell));
      } catch (error) {
        this.#unwritten.push(textOf(error));
      }
    }
    return files;
  }
}
