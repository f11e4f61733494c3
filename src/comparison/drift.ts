import type { RecordedOperation, Recording } from '../recording/recording.ts';
import { type Drift, driftOf } from './answer-drift.ts';
import { answerPairs } from './answer-pairs.ts';
import type { CheckChange } from './change.ts';
import { toldBy } from './told.ts';

/** What drifted, and what could not be looked at. */
export interface DriftReport {
  readonly found: readonly Drift[];
  /** Why answers were not compared, as sentences. */
  readonly notCompared: readonly string[];
}

/** The recordings of two runs; undefined where there is none. */
export interface Recordings {
  readonly baseline: Recording | undefined;
  readonly current: Recording | undefined;
}

/**
 * In what the answers of two runs differ though no rule was broken: what a change of a verdict tells is left out. Answers
 * are compared where both runs asked about the same subject at the same microversion.
 */
export function driftBetween({ baseline, current }: Recordings, changes: readonly CheckChange[]): DriftReport {
  if (!baseline || !current) {
    const missing = [...(baseline ? [] : ['the baseline']), ...(current ? [] : ['the current run'])];
    return {
      found: [],
      notCompared: [`Answers were not compared: there is no recording of ${missing.join(' and ')}.`],
    };
  }
  const [one, other] = [baseline.target.microversion ?? 'none', current.target.microversion ?? 'none'];
  if (one !== other) {
    const sentence = `Answers were not compared: they are of the microversions ${one} and ${other}.`;
    return { found: [], notCompared: [sentence] };
  }
  const found: Drift[] = [];
  const notCompared: string[] = [];
  for (const before of baseline.operations) {
    const after = current.operations.find(({ page }) => page === before.page);
    if (!after) continue;
    if (subjectOf(before, baseline) !== subjectOf(after, current)) {
      notCompared.push(`Answers of ${before.name} were not compared: the runs asked about different subjects.`);
      continue;
    }
    const pairs = answerPairs([baseline, before], [current, after]);
    found.push(...driftOf(after.name, pairs, toldBy(changes, after)));
  }
  return { found, notCompared };
}

/** What was asked about but for the project, which belongs to the target. */
function subjectOf({ parameters }: RecordedOperation, { target }: Recording): string {
  const others = Object.entries(parameters).filter(([, value]) => value !== target.project);
  return JSON.stringify(others.sort(([one], [other]) => (one < other ? -1 : 1)));
}
