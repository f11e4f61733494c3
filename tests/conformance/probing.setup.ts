import { mkdirSync } from 'node:fs';
import { _baseTest as test } from '@playwright/test';
import { addSkipLabel } from 'allure-js-commons/sdk/reporter';
import { resultOf } from '../../src/cli/current-run.ts';
import { recordTarget } from '../../src/cli/record-target.ts';
import { clearReports, keepRecording, keepResult, keptInterruption, writeReports } from '../../src/cli/report-files.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { attachForAllure } from './allure.ts';
import { withoutStack } from './failure.ts';
import { printProgress } from './progress.ts';
import { projectTarget } from './target.ts';

const interruption = new AbortController();
let probing: Promise<Recording> | undefined;
let isOver = false;

test('the target is asked everything once', async () => {
  const { run, target, folder } = projectTarget();
  mkdirSync(folder, { recursive: true });
  clearReports(folder);
  leaveOutOfAllure();
  probing = recordTarget(run, target, printProgress, interruption.signal);
  await probing.catch(inOneSentence);
  isOver = true;
});

/**
 * Judges once for all: the tests, the reporter and the exit status read this result. Playwright comes here too when it was
 * interrupted in the middle of the test: what was answered until then is judged.
 */
test.afterEach(async () => {
  const isInterrupted = !isOver;
  interruption.abort();
  const recording = await probing?.catch(() => undefined);
  if (!recording) return;
  const { run, target, folder } = projectTarget();
  const result = resultOf(run, recording, isInterrupted ? keptInterruption(run.folder) : undefined);
  keepRecording(folder, recording);
  writeReports(folder, result);
  keepResult(run.folder, target.name, result);
});

/** A wrong configuration is one sentence for the reader, without the place in the code that noticed it. */
function inOneSentence(error: unknown): never {
  throw error instanceof ConfigurationError ? withoutStack(error.message) : error;
}

/** Asking proves nothing by itself: the report's sums are those of the checks. */
function leaveOutOfAllure(): void {
  const labels: { name: string; value: string }[] = [];
  addSkipLabel(labels);
  attachForAllure([{ type: 'metadata', data: { labels } }]);
}
