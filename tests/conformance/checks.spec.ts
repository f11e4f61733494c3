import { _baseTest as test } from '@playwright/test';
import type { Check } from '../../src/checks/check.ts';
import { judgeOne, type Verdict } from '../../src/checks/verdict.ts';
import { currentRun } from '../../src/cli/current-run.ts';
import { filesAddress } from '../../src/cli/package-root.ts';
import { keptRecording } from '../../src/cli/report-files.ts';
import { type Reading, readingOf } from '../../src/recording/reading.ts';
import { allureMessages } from '../../src/reports/allure-messages.ts';
import { failureText } from '../../src/reports/failure-text.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { tellAllure } from './allure.ts';
import { withoutStack } from './failure.ts';
import { projectTarget } from './target.ts';

// `_baseTest` is `test` without the browser's fixtures, which take longer to set up and tear down than a judgement.
const { contract, checks, folder, root, targets } = currentRun();
const files = filesAddress(root, folder);
// A worker serves one project, and so one target.
let opened: Reading | undefined;

for (const check of checks) {
  test(check.id, () => {
    keepWorker();
    judge(check);
  });
}

/**
 * After each failure Playwright starts another worker, lest the failed test left something broken. A judgement is pure,
 * and a run in which a hundred checks fail would take minutes. Where Playwright changes inside, only that is lost.
 */
function keepWorker(): void {
  Object.defineProperty(test.info(), '_isFailure', { value: () => false });
}

function judge(check: Check): void {
  opened ??= reading();
  const { recording, exchange } = opened;
  const verdict = judgeOne(check, opened);
  const exchanges = verdict.exchanges.flatMap(name => exchange(name) ?? []);
  const environment = targets.length > 1 ? projectTarget().target.name : undefined;
  tellAllure(allureMessages(check, verdict, { contract, recording, exchanges, files, environment, now: Date.now() }));
  conclude(verdict, exchanges);
}

/** Unproven and inapplicable are Playwright's "skipped"; warned and waived pass, with a mark. */
function conclude(verdict: Verdict, exchanges: readonly Exchange[]): void {
  const outcome = verdict.verdict;
  if (outcome === 'passed') return;
  if (outcome === 'failed') throw withoutStack(failureText(verdict, exchanges));
  test.info().annotations.push({ type: outcome, description: verdict.message });
  test.skip(outcome === 'unproven' || outcome === 'inapplicable', `${outcome}: ${verdict.message}`);
}

function reading(): Reading {
  const recording = keptRecording(projectTarget().folder);
  if (!recording) throw new Error('There is no recording to judge: the set-up project has kept none.');
  return readingOf(recording);
}
