import type { Outcome } from '../checks/verdict.ts';
import type { DriftKind } from '../comparison/answer-drift.ts';
import type { CheckChange } from '../comparison/change.ts';
import type { ComparedRun } from '../comparison/comparison.ts';
import type { GatedComparison, GateKind } from '../comparison/gate.ts';
import { isEmbedded } from '../targets/target.ts';

/** What a heading calls the differences of a kind. */
export const headings: Readonly<Record<GateKind, string>> = {
  regression: 'Regressions',
  unproven: 'No longer proven',
  'not-seen': 'Failed before, and not seen now, which is no fix',
  removed: 'Removed checks',
  new: 'New checks',
  drift: 'Drift that broke no rule',
  fix: 'Fixes',
  proven: 'Newly proven',
};

/** In what answers drifted, in words. */
export const driftWords: Readonly<Record<DriftKind, string>> = {
  status: 'status',
  type: 'type',
  'error-text': 'error text',
  time: 'time',
};

/** A number of differences in a sentence, for one and for several. */
const nouns: Readonly<Record<GateKind, readonly [one: string, several: string]>> = {
  regression: ['regression', 'regressions'],
  unproven: ['no longer proven', 'no longer proven'],
  'not-seen': ['not seen', 'not seen'],
  removed: ['removed check', 'removed checks'],
  new: ['new check', 'new checks'],
  drift: ['drift', 'drifts'],
  fix: ['fix', 'fixes'],
  proven: ['newly proven', 'newly proven'],
};

/** `2 regressions, 1 fix; 400 checks unchanged`: kinds without a difference are left out. */
export function differenceWords({ differences, unchanged, leftOut }: GatedComparison): string {
  const words = (Object.keys(nouns) as GateKind[])
    .filter(kind => differences[kind] > 0)
    .map(kind => `${differences[kind]} ${nouns[kind][differences[kind] === 1 ? 0 : 1]}`);
  const left = leftOut > 0 ? `; ${counted(leftOut)} of one run alone left out` : '';
  return `${words.length > 0 ? words.join(', ') : 'Nothing changed'}; ${counted(unchanged)} unchanged${left}`;
}

const counted = (checks: number): string => `${checks} ${checks === 1 ? 'check' : 'checks'}`;

/** Why the comparison has its exit status. */
export function exitWords({ differences, failOn, exitStatus }: GatedComparison): string {
  if (failOn.length === 0) return 'Exit status 0: nothing fails this comparison (--fail-on nothing).';
  if (exitStatus === 0) return `Exit status 0: there is no difference of a kind that fails: ${failOn.join(', ')}.`;
  const failing = failOn.filter(kind => differences[kind] > 0);
  return `Exit status 1: there are differences of a kind that fails: ${failing.join(', ')}.`;
}

/** A run in one line: who judged it, which target, when, and its verdict. */
export function runWords({ suite, judged, target, start, verdict }: ComparedRun): string {
  const { name, endpoint, microversion } = target;
  const service = isEmbedded(target) ? 'the embedded service' : `${name} (${endpoint})`;
  const version = microversion === undefined ? '' : `, microversion ${microversion}`;
  const by = judged === 'as written' ? `as ${suite} judged it` : `judged now by ${suite}`;
  return `${service}${version}, ${start.slice(0, 16).replace('T', ' ')} UTC, ${by}: ${verdict}`;
}

/** The verdict of each run: `passed → failed`. */
export function turnWords({ before, after }: CheckChange): string {
  if (before === undefined) return `new: ${after}`;
  return after === undefined ? `was ${before}` : `${before} → ${after}`;
}

/** What stands before deviations that the baseline had alone: of what proves nothing now, they may be there still. */
export const goneLabel = ({ kind }: CheckChange): string => (kind === 'not-seen' ? 'known' : 'gone');

/** Whether the reason of the current verdict says more than the deviations do. */
export const isReasoned = ({ kind, message }: CheckChange): boolean =>
  (kind === 'unproven' || kind === 'not-seen') && message !== '';

/** Names in one line: the first ones, and how many there are besides. */
export function namesInShort(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const outcomes: readonly Outcome[] = ['passed', 'failed', 'warned', 'waived', 'unproven', 'inapplicable'];

/** How many checks ended in which way in the baseline and in the current run; without the ways in which none ended. */
export const outcomeSums = ({ baseline, current }: GatedComparison): (readonly [Outcome, number, number])[] =>
  outcomes
    .map(outcome => [outcome, baseline.sums[outcome], current.sums[outcome]] as const)
    .filter(([, before, after]) => before + after > 0);
