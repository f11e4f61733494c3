import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { environment, reportsFolder } from './src/cli/settings.ts';

const folder = reportsFolder(environment(process.cwd()));

/** The same file serves as TypeScript in the repository and compiled in `dist/`. */
const reporter = path.join(import.meta.dirname, `tests/conformance/reporter${path.extname(import.meta.filename)}`);

/** A whole run: one project probes the target and keeps the recording, the other judges it, one test for each check. */
export default defineConfig({
  testDir: './tests/conformance',
  outputDir: path.join(folder, '.playwright'),
  // The probes bound themselves, and a judgement sends nothing: nothing here can hang.
  timeout: 0,
  // Judging takes less time than another worker takes to start.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  reporter: [['allure-playwright', { resultsDir: path.join(folder, 'allure-results'), detail: false }], [reporter]],
  projects: [
    { name: 'probing', testMatch: /probing\.setup\.[jt]s$/ },
    // Without a name: Allure would show it as a parameter of every check.
    { testMatch: /checks\.spec\.[jt]s$/, dependencies: ['probing'] },
  ],
});
