import { _baseTest as test } from '@playwright/test';
import { addSkipLabel } from 'allure-js-commons/sdk/reporter';
import { currentRun } from '../../src/cli/current-run.ts';
import { withTarget } from '../../src/cli/open-target.ts';
import { suiteName } from '../../src/cli/package-root.ts';
import { probe } from '../../src/cli/probing.ts';
import { clearReports, keepRecording } from '../../src/cli/report-files.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { tellAllure } from './allure.ts';
import { tellProgress } from './progress.ts';

test('the target is asked everything once', async () => {
  const { env, options, root, folder, contract, example } = currentRun();
  clearReports(folder);
  const recording = await withTarget(env, options, example, target =>
    probe(contract, target, suiteName(root), systemClock, tellProgress),
  );
  keepRecording(folder, recording);
  leaveOutOfAllure();
});

/** Asking proves nothing by itself: the report's sums are those of the checks. */
function leaveOutOfAllure(): void {
  const labels: { name: string; value: string }[] = [];
  addSkipLabel(labels);
  tellAllure([{ type: 'metadata', data: { labels } }]);
}
