import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter } from '@playwright/test/reporter';
import type { RunResult } from '../../src/checks/run-result.ts';
import { reportFiles } from '../../src/cli/report-files.ts';

/** Names the file, in the folder where the tests are started, with what Allure's report says of its circumstances. */
export const reportFile = 'report.json';

/** Makes Allure's report of what allure-playwright wrote, as soon as the tests have ended, and nothing else. */
export default class EmptyReporter implements Reporter {
  #allure: Promise<typeof import('../../src/cli/allure-report.ts')> | undefined;

  onTestBegin(): void {
    this.#allure ??= import('../../src/cli/allure-report.ts');
  }

  async onEnd(): Promise<void> {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as RunResult;
    const folder = path.resolve(process.env.REPORTS_DIR ?? 'reports');
    const results = path.join(folder, reportFiles.allureResults);
    const files = readdirSync(results).map(name => path.join(results, name));
    const { renderedByAllure } = (await this.#allure) ?? {};
    if (renderedByAllure)
      writeFileSync(path.join(folder, reportFiles.html), (await renderedByAllure(files, report)).html);
  }

  printsToStdio(): boolean {
    return true;
  }
}
