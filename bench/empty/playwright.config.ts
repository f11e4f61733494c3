import path from 'node:path';
import { defineConfig } from '@playwright/test';
import full from '../../playwright.config.ts';
import { reportFiles } from '../../src/cli/report-files.ts';

const { globalSetup: _, ...settings } = full;
const resultsDir = path.join(process.env.REPORTS_DIR ?? 'reports', reportFiles.allureResults);

/** What the full run is measured against: the same settings and reports, but tests in which nothing happens. */
export default defineConfig({
  ...settings,
  testDir: import.meta.dirname,
  testMatch: /empty\.spec\.js$/,
  reporter: [['allure-playwright', { resultsDir, detail: false }], [path.join(import.meta.dirname, 'reporter.js')]],
});
