import type { RunVerdict } from '../checks/run-verdict.ts';
import { isEmbedded } from '../targets/target.ts';
import { isUnsigned } from './change.ts';
import type { JudgedRun } from './judged-run.ts';

/** The runs that are compared: the earlier one, and the one of today. */
export interface TwoRuns {
  readonly baseline: JudgedRun;
  readonly current: JudgedRun;
}

/**
 * Why two runs cannot be compared, as a sentence; undefined where they can.
 * @param scope `both`: only the checks that both runs judged are compared, so that a partial run will do
 */
export function whyIncomparable(pair: TwoRuns, scope: 'all' | 'both'): string | undefined {
  const { baseline, current } = pair;
  const untested = [['BASELINE', baseline] as const, ['CURRENT', current] as const].find(
    ([, { verdict }]) => verdict === notTested,
  );
  if (untested) return `${untested[0]} is of a run that tested nothing: ${untested[1].why} Name a run that did.`;
  if (baseline.target.simulated !== current.target.simulated) {
    const [embedded, live] = baseline.target.simulated ? ['BASELINE', 'CURRENT'] : ['CURRENT', 'BASELINE'];
    const what = isEmbedded(pair[embedded === 'BASELINE' ? 'baseline' : 'current'].target)
      ? 'the embedded service'
      : 'a simulation';
    return `${embedded} is of ${what} and ${live} of a live one, about which the first says nothing; compare two runs of the same kind.`;
  }
  if (scope === 'both' || isAlikeWhole(pair)) return undefined;
  const name = current.isWhole ? 'BASELINE' : 'CURRENT';
  const why = whyPartial(current.isWhole ? baseline : current);
  return `${name} is of a partial run, and the other is not, or of another part: ${why} Compare whole runs, or add --partial to compare only the checks that both judged.`;
}

/** The verdict of a run in which nothing was judged. */
const notTested: RunVerdict = 'not tested';

const isAlikeWhole = ({ baseline, current }: TwoRuns): boolean =>
  baseline.isWhole === current.isWhole && baseline.chosen.join('\n') === current.chosen.join('\n');

/** Why a run is partial, as a sentence. Where something failed, the reason of its verdict is about that. */
function whyPartial({ verdict, why, chosen }: JudgedRun): string {
  return verdict === incomplete || chosen.length === 0 ? why : `It was run with ${chosen.join(' ')}.`;
}

/** The verdict of a run whose reason says what it left out. */
const incomplete: RunVerdict = 'incomplete';

/** What a reader has to know of two runs before the changes: why verdicts may differ though the service does not. */
export function remarksOn({ baseline, current }: TwoRuns): string[] {
  const pages = [...baseline.pages].flatMap(([page, source]) => {
    const other = current.pages.get(page);
    return other && (other.page !== source.page || other.notes !== source.notes) ? [page] : [];
  });
  return [
    ...differing('suites', baseline.suite, current.suite),
    ...(pages.length > 0 ? [`Page or notes are not the same: ${pages.join(', ')}.`] : []),
    ...([baseline, current].some(({ checks }) => checks.some(isUnsigned)) ? [unsignedRemark] : []),
    ...differing('strictness', baseline.strictness, current.strictness),
    ...differing('targets', baseline.target.name, current.target.name),
    // The embedded service takes any free port.
    ...(current.target.simulated ? [] : differing('endpoints', baseline.target.endpoint, current.target.endpoint)),
    ...differing('microversions', baseline.target.microversion ?? 'none', current.target.microversion ?? 'none'),
    ...(baseline.isWhole ? [] : [`The baseline is partial: ${whyPartial(baseline)}`]),
    ...(current.isWhole ? [] : [`The current run is partial: ${whyPartial(current)}`]),
  ];
}

const unsignedRemark =
  'An earlier version of the suite wrote no deviations: whether a check that fails in both runs fails in another way is not known.';

const differing = (what: string, one: string, other: string): string[] =>
  one === other ? [] : [`Different ${what}: ${one}, then ${other}.`];
