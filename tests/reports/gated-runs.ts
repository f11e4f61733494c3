import type { RunResult } from '../../src/checks/run-result.ts';
import { changesBetween, comparisonOf } from '../../src/comparison/comparison.ts';
import { gated } from '../../src/comparison/gate.ts';
import { judgedRun } from '../../src/comparison/judged-run.ts';
import { decisionOn } from '../../src/comparison/release-decision.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import type { GatedRun } from '../../src/reports/gate-words.ts';
import type { ToldReport } from '../../src/reports/told-report.ts';
import { changed, recordEmbedded, resultOf, withStatus } from '../checks/embedded-recording.ts';

const conforming = await recordEmbedded();

/** The embedded service as it is, and one that answers 404 to PATCH. */
export const passing = resultOf(conforming);
export const failing = resultOf(changed(conforming, ['status/405/patch'], withStatus(404)));

/** A result as it is read again from `conformance.json`. */
export const toldOf = (result: RunResult): ToldReport => JSON.parse(conformanceJson(result));

/** A run that decides by itself. */
export function alone(result: RunResult): GatedRun {
  const report = toldOf(result);
  return { report, comparison: undefined, decision: decisionOn(report, undefined) };
}

/** A run that is compared with a baseline, whose regressions do not pass. */
export function againstBaseline(baseline: RunResult, current: RunResult): GatedRun {
  const pair = { baseline: judgedRun(baseline, 'suite 1'), current: judgedRun(current, 'suite 1') };
  const changes = changesBetween(pair, { scope: 'all' });
  const comparison = gated(comparisonOf(pair, changes, { found: [], notCompared: [] }), ['regression']);
  const report = toldOf(current);
  return { report, comparison, decision: decisionOn(report, comparison) };
}
