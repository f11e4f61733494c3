import path from 'node:path';
import { defineConfig, type Project } from '@playwright/test';
import { type CurrentRun, currentRun } from './src/cli/current-run.ts';
import { exitStatusFor } from './src/cli/error-status.ts';
import { playwrightFolder, reportFiles } from './src/cli/report-files.ts';
import { tolerateClosedOutput } from './src/cli/terminal-of-process.ts';

tolerateClosedOutput();
const { folder, options } = openedRun();

/** Wrong settings end Playwright here, with one message and the exit status that `vbs-conformance` has for them. */
function openedRun(): CurrentRun {
  try {
    return currentRun();
  } catch (error) {
    process.exit(exitStatusFor(error, process.stderr));
  }
}

/** The same file serves as TypeScript in the repository and compiled in `dist/`. */
const reporter = path.join(import.meta.dirname, `tests/conformance/reporter${path.extname(import.meta.filename)}`);

/** Names of the targets, each once; one that the environment chooses has none here. */
const targets = [...new Set(options.target ?? [])];

/**
 * One project probes a target, judges the recording and keeps the result; another has one test for each check.
 * @param name Allure shows it as a parameter of every check, so that there is none where there is one target
 */
function projectsFor(name: string, index: number): Project[] {
  const probing = `probing${name && ` ${name}`}`;
  const metadata = { target: index };
  return [
    { name: probing, testMatch: /probing\.setup\.[jt]s$/, metadata },
    { name, testMatch: /checks\.spec\.[jt]s$/, dependencies: [probing], metadata },
  ];
}

/** A whole run. */
export default defineConfig({
  testDir: './tests/conformance',
  outputDir: playwrightFolder(folder),
  // Probing has limits of its own, and nothing else sends requests: nothing here can hang.
  timeout: 0,
  // All tests take less time than another worker takes to start; and no target is asked during the faults of another.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  reporter: [
    ['allure-playwright', { resultsDir: path.join(folder, reportFiles.allureResults), detail: false }],
    [reporter],
  ],
  projects: targets.length > 1 ? targets.flatMap(projectsFor) : projectsFor('', 0),
});
