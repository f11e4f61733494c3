import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import { clearReports } from '../src/cli/report-files.ts';
import type { Report } from '../src/reports/report.ts';
import { checks, contract, recordEmbedded } from '../tests/checks/embedded-recording.ts';
import { reportFile } from './empty/reporter.ts';
import { atMost, type Figure } from './figure.ts';
import { inNewFolder, lifetime, type Start } from './node-process.ts';
import { ratioOf } from './ratio.ts';

/** How much longer the full run takes than Playwright and Allure do with as many tests in which nothing happens. */
export async function* fullRun(): AsyncGenerator<Figure> {
  yield* inNewFolder(async function* (folder) {
    const ours = path.join(folder, 'ours');
    const empty = path.join(folder, 'empty');
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const run: Start = { args: [main, 'run', '--target', 'mock'], env: { REPORTS_DIR: ours }, cwd: folder };
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    const config = path.join(import.meta.dirname, 'empty/playwright.config.js');
    const emptyTests: Start = {
      args: [cli, 'test', '--config', config],
      env: { REPORTS_DIR: empty, EMPTY_TESTS: String(checks.length) },
      cwd: folder,
    };
    const recording = { ...(await recordEmbedded()), exchanges: [] };
    const sums = { passed: 0, failed: 0, warned: 0, waived: 0, unproven: 0, inapplicable: 0 };
    const report: Report = { contract, recording, verdicts: [], sums, isStrict: false };
    const ratio = await ratioOf(
      () => lifetime(run),
      () => {
        // Allure reports on all results that it finds, an earlier round's too.
        clearReports(empty);
        writeFileSync(path.join(folder, reportFile), JSON.stringify(report));
        return lifetime(emptyTests);
      },
      { pairs: 5, seconds: 70 },
    );
    yield {
      what: `the full run, ${checks.length} checks`,
      against: `${checks.length} empty tests with Allure report`,
      ratio,
      aim: atMost(1.5),
    };
  });
}
