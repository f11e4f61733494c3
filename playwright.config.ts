import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { type CurrentRun, currentRun } from './src/cli/current-run.ts';
import { exitStatusFor } from './src/cli/error-status.ts';
import { playwrightFolder } from './src/cli/report-files.ts';
import { tolerateClosedOutput } from './src/cli/terminal-of-process.ts';

tolerateClosedOutput();
const { folder } = openedRun();

/** Wrong settings end Playwright here, with one message and the exit status that `vbs-conformance` has for them. */
function openedRun(): CurrentRun {
  try {
    return currentRun();
  } catch (error) {
    process.exit(exitStatusFor(error, process.stderr));
  }
}

/** The same file serves as TypeScript in the repository and compiled in `dist/`. */
const inSuite = (name: string): string =>
  path.join(import.meta.dirname, `tests/conformance/${name}${path.extname(import.meta.filename)}`);

/** A whole run: the global set-up probes all targets and judges them, and each check is a test that shows its verdict. */
export default defineConfig({
  testDir: './tests/conformance',
  outputDir: playwrightFolder(folder),
  globalSetup: inSuite('global-setup'),
  // Probing has limits of its own, and nothing else sends requests: nothing here can hang.
  timeout: 0,
  // All tests take less time than another worker takes to start.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  reporter: inSuite('reporter'),
});
