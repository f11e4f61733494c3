import type { GatedComparison } from '../comparison/gate.ts';
import type { ReleaseDecision } from '../comparison/release-decision.ts';
import { isEmbedded } from '../targets/target.ts';
import { differenceWords } from './comparison-words.ts';
import type { ToldReport } from './told-report.ts';

/** What a gate decided on, and what it came to. */
export interface GatedRun {
  readonly report: ToldReport;
  readonly decision: ReleaseDecision;
  /** With the baseline, where there is one to compare with. */
  readonly comparison: GatedComparison | undefined;
}

/** Whether a release passes, and why; the words behind the target's name. */
export function gateWords({ report, decision, comparison }: GatedRun): string {
  const passes = decision.exitStatus === 0 ? 'passes' : 'does not pass';
  if (decision.by === 'run' || !comparison) return `${passes}: ${report.verdict}`;
  return `${passes}: ${differenceWords(comparison)}`;
}

/** The target for people. */
export const gatedName = ({ target }: ToldReport): string =>
  isEmbedded(target) ? 'the embedded service' : target.name;
