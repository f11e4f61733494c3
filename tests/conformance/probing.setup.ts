import { mkdirSync } from 'node:fs';
import { _baseTest as test } from '@playwright/test';
import { addSkipLabel } from 'allure-js-commons/sdk/reporter';
import { recordTarget } from '../../src/cli/record-target.ts';
import { clearReports, keepRecording } from '../../src/cli/report-files.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { tellAllure } from './allure.ts';
import { withoutStack } from './failure.ts';
import { tellProgress } from './progress.ts';
import { projectTarget } from './target.ts';

const interruption = new AbortController();
let probing: Promise<Recording> | undefined;

test('the target is asked everything once', async () => {
  const { run, target, folder } = projectTarget();
  mkdirSync(folder, { recursive: true });
  clearReports(folder);
  leaveOutOfAllure();
  probing = recordTarget(run, target, tellProgress, interruption.signal);
  await probing.catch(tellReader);
});

/** Playwright comes here too when it was interrupted in the middle of the test: what was answered until then is kept. */
test.afterEach(async () => {
  interruption.abort();
  const recording = await probing?.catch(() => undefined);
  if (recording) keepRecording(projectTarget().folder, recording);
});

/** What the reader has to mend is told in one sentence; where in the code it was noticed is nobody's business. */
function tellReader(error: unknown): never {
  throw error instanceof ConfigurationError ? withoutStack(error.message) : error;
}

/** Asking proves nothing by itself: the report's sums are those of the checks. */
function leaveOutOfAllure(): void {
  const labels: { name: string; value: string }[] = [];
  addSkipLabel(labels);
  tellAllure([{ type: 'metadata', data: { labels } }]);
}
