import { _baseTest as test } from '@playwright/test';
import type { RunResult } from '../../src/checks/run-result.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import { currentRun } from '../../src/cli/current-run.ts';
import { filesAddress } from '../../src/cli/package-root.ts';
import { keptRecording, keptResult } from '../../src/cli/report-files.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { allureMessages } from '../../src/reports/allure-messages.ts';
import { failureText } from '../../src/reports/failure-text.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { attachForAllure } from './allure.ts';
import { withoutStack } from './failure.ts';
import { projectTarget } from './target.ts';

// `_baseTest` is `test` without the browser's fixtures, which take longer to set up and tear down than such a test.
const { operations, root } = currentRun();

for (const { contract, checks } of operations) {
  for (const { id } of checks) {
    test(id, () => {
      keepWorker();
      conclude(attached(id, contract));
    });
  }
}

/**
 * After each failure Playwright starts another worker, in case the failed test left something broken. These tests change
 * nothing, and a run in which a hundred checks fail would take minutes. Where Playwright changes inside, only that is lost.
 */
function keepWorker(): void {
  Object.defineProperty(test.info(), '_isFailure', { value: () => false });
}

/** The verdict of a check, once it is attached to its test for Allure. */
function attached(id: string, contract: Contract): Verdict {
  opened ??= openResult();
  const { result, exchanges } = opened;
  const verdict = result.verdicts.find(one => one.id === id);
  if (!verdict) throw new Error(`There is no verdict on ${id}: the set-up project has kept none.`);
  const context = {
    contract,
    target: result.run.target,
    exchanges: verdict.exchanges.flatMap(name => exchanges.get(name) ?? []),
    files: filesAddress(root, projectTarget().folder),
    now: Date.now(),
  };
  attachForAllure(allureMessages(verdict, context));
  return verdict;
}

/** Unproven and inapplicable are Playwright's "skipped"; warned and waived pass, with a mark. */
function conclude(verdict: Verdict): void {
  const outcome = verdict.verdict;
  if (outcome === 'passed') return;
  if (outcome === 'failed') throw withoutStack(failureText(verdict));
  test.info().annotations.push({ type: outcome, description: verdict.message });
  test.skip(outcome === 'unproven' || outcome === 'inapplicable', `${outcome}: ${verdict.message}`);
}

interface OpenedResult {
  readonly result: RunResult;
  readonly exchanges: ReadonlyMap<string, Exchange>;
}

/** Opened once: a worker serves one project, and so one target. */
let opened: OpenedResult | undefined;

function openResult(): OpenedResult {
  const own = projectTarget();
  const result = keptResult(own.run.folder, own.target.name);
  const recording = keptRecording(own.folder);
  if (!result || !recording) throw new Error('There is no result to report on: the set-up project has kept none.');
  return { result, exchanges: new Map(recording.exchanges.map(exchange => [exchange.name, exchange])) };
}
