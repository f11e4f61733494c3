import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { RunResult } from '../src/checks/run-result.ts';
import { checksOf } from '../src/checks/suite.ts';
import { packageRoot } from '../src/cli/package-root.ts';
import { chosenPages } from '../src/cli/pages.ts';
import { clearReports } from '../src/cli/report-files.ts';
import { loadSpecifications } from '../src/cli/specification.ts';
import { recordEmbedded, resultOf } from '../tests/checks/embedded-recording.ts';
import { reportFile } from './empty/reporter.ts';
import { atMost, type Figure } from './figure.ts';
import { inNewFolder, lifetime } from './node-process.ts';
import { ratioOf } from './ratio.ts';

/** How many checks the full run has, of all operations. */
const checks = loadSpecifications(chosenPages({}, packageRoot()), 'ruled').flatMap(({ contract }) =>
  checksOf(contract),
).length;

/** Tests as anybody writes them, and tests that leave out what the full run leaves out. */
const baselines = [
  { fixtures: 'all', against: 'as many empty tests, Allure report', aim: atMost(1.3) },
  { fixtures: 'none', against: 'the same without browser fixtures', aim: undefined },
];

/** How much longer the full run takes than Playwright and Allure do with as many tests in which nothing happens. */
export async function* fullRun(): AsyncGenerator<Figure> {
  yield* inNewFolder(async function* (folder) {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const run = { args: [main, 'run', '--target', 'mock'], env: { REPORTS_DIR: 'ours' }, cwd: folder };
    writeFileSync(path.join(folder, reportFile), JSON.stringify(await reportOnNothing()));
    for (const { fixtures, against, aim } of baselines) {
      const ratio = await ratioOf(
        () => lifetime(run),
        () => emptyTests(folder, fixtures),
        { pairs: 3, seconds: 50 },
      );
      yield { what: `the full run, ${checks} checks`, against, ratio, ...(aim ? { aim } : {}) };
    }
  });
}

function emptyTests(folder: string, fixtures: string): Promise<number> {
  // Allure reports on all results that it finds, an earlier round's too.
  clearReports(path.join(folder, 'empty'));
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = path.join(import.meta.dirname, 'empty/playwright.config.js');
  const env = { REPORTS_DIR: 'empty', EMPTY_TESTS: String(checks), EMPTY_FIXTURES: fixtures };
  return lifetime({ args: [cli, 'test', '--config', config], env, cwd: folder });
}

/** The circumstances that Allure's report shows. The verdicts come from the tests. */
async function reportOnNothing(): Promise<RunResult> {
  return { ...resultOf(await recordEmbedded()), verdicts: [] };
}
