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

// `_baseTest` is `test` without the browser's fixtures, which take longer to set up and tear down than a judgement.
const { contract, checks, folder, root } = currentRun();
const files = filesAddress(root, folder);
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
  tellAllure(allureMessages(check, verdict, { contract, recording, exchanges, files, now: Date.now() }));
  conclude(verdict, exchanges);
}

/** Unproven and inapplicable are Playwright's "skipped"; warned and waived pass, with a mark. */
function conclude(verdict: Verdict, exchanges: readonly Exchange[]): void {
  const outcome = verdict.verdict;
  if (outcome === 'passed') return;
  if (outcome === 'failed') throw failureWithoutStack(failureText(verdict, exchanges));
  test.info().annotations.push({ type: outcome, description: verdict.message });
  test.skip(outcome === 'unproven' || outcome === 'inapplicable', `${outcome}: ${verdict.message}`);
}

/** Where in this file a rule failed is nobody's business. */
function failureWithoutStack(text: string): Error {
  const error = new Error(text);
  error.name = '';
  error.stack = text;
  return error;
}

function reading(): Reading {
  const recording = keptRecording(folder);
  if (!recording) throw new Error('There is no recording to judge: the set-up project has kept none.');
  return readingOf(recording);
}
