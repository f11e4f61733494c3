import { _baseTest as test } from '@playwright/test';
import { addSkipLabel } from 'allure-js-commons/sdk/reporter';
import { currentRun } from '../../src/cli/current-run.ts';
import { withTarget } from '../../src/cli/open-target.ts';
import { suiteName } from '../../src/cli/package-root.ts';
import { probe } from '../../src/cli/probing.ts';
import { clearReports, keepRecording } from '../../src/cli/report-files.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { tellAllure } from './allure.ts';
import { tellProgress } from './progress.ts';

const interruption = new AbortController();
let probing: Promise<Recording> | undefined;

test('the target is asked everything once', async () => {
  const { env, options, root, folder, contract, example } = currentRun();
  clearReports(folder);
  leaveOutOfAllure();
  probing = withTarget(env, options, example, target =>
    probe(contract, target, suiteName(root), systemClock, tellProgress, interruption.signal),
  );
  await probing;
});

/** Playwright comes here too when it was interrupted in the middle of the test: what was answered until then is kept. */
test.afterEach(async () => {
  interruption.abort();
  if (probing) keepRecording(currentRun().folder, await probing);
});

/** Asking proves nothing by itself: the report's sums are those of the checks. */
function leaveOutOfAllure(): void {
  const labels: { name: string; value: string }[] = [];
  addSkipLabel(labels);
  tellAllure([{ type: 'metadata', data: { labels } }]);
}
