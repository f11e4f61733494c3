import { _baseTest as test } from '@playwright/test';
import type { Verdict } from '../../src/checks/verdict.ts';
import { currentRun } from '../../src/cli/current-run.ts';
import { keptResult } from '../../src/cli/report-files.ts';
import { failureText } from '../../src/reports/failure-text.ts';
import { waiverWords } from '../../src/reports/waiver-words.ts';
import { withoutStack } from './failure.ts';

// `_baseTest` is `test` without the browser's fixtures, which take longer to set up and tear down than such a test.
const { folder, targets } = currentRun();

let last: { readonly name: string; readonly verdicts: readonly Verdict[] } = { name: '', verdicts: [] };

// The global set-up has come before: of a target that could not be tested there is no result, and nothing to show.
for (const { name } of targets) {
  test.describe(name, () => {
    for (const [index, { id }] of verdictsOn(name).entries()) {
      test(id, () => {
        keepWorker();
        conclude(verdictsOn(name)[index]);
      });
    }
  });
}

/** The verdicts on a target. Those of the last one only stay in memory: the tests of a target run one after the other. */
function verdictsOn(name: string): readonly Verdict[] {
  if (name !== last.name) last = { name, verdicts: keptResult(folder, name)?.verdicts ?? [] };
  return last.verdicts;
}

/**
 * After each failure Playwright starts another worker, in case the failed test left something broken. These tests change
 * nothing, and a run in which a hundred checks fail would take minutes. Where Playwright changes inside, only that is lost.
 */
function keepWorker(): void {
  Object.defineProperty(test.info(), '_isFailure', { value: () => false });
}

/** Unproven and inapplicable are Playwright's "skipped"; warned and waived pass, with a mark. */
function conclude(verdict: Verdict | undefined): void {
  if (!verdict) throw withoutStack('The result of this target was removed during the run.');
  const outcome = verdict.verdict;
  if (outcome === 'passed') return;
  if (outcome === 'failed') throw withoutStack(failureText(verdict));
  const accepted = (verdict.waivers ?? []).map(waiverWords);
  test.info().annotations.push({ type: outcome, description: [verdict.message, ...accepted].join('\n') });
  test.skip(outcome === 'unproven' || outcome === 'inapplicable', `${outcome}: ${verdict.message}`);
}
