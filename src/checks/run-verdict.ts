import type { InterruptedStatus, ResultOptions } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import { isEmbedded } from '../targets/target.ts';
import type { Completeness } from './completeness.ts';
import type { Verdict } from './verdict.ts';

/**
 * What a run says of a service: the first of these that applies. `not tested`: the run's own user, project or subject is
 * wrong, or not one HTTP response came; `violations waived`: all that failed is waived; `incomplete`: not everything was asked;
 * `unproven`: none failed, but of some MUST nothing is known; `conformant`: each MUST that applies is proven, and of the embedded service that says nothing about any
 * other.
 */
export type RunVerdict =
  | 'not tested'
  | 'violations'
  | 'violations waived'
  | 'incomplete'
  | 'unproven'
  | 'conformant'
  | 'conformant (simulated)'
  | 'conformant (embedded service)';

/** 0: no MUST failed, or only waived ones; 1: one did, nothing was proven, or the run was cut short; 2: not tested. */
export type ExitStatus = 0 | 1 | 2 | InterruptedStatus;

/** How many MUSTs are proven, of how many that apply. */
export interface Proven {
  readonly musts: number;
  readonly applicable: number;
}

/** What a run's checks come to together. */
export interface Conclusion {
  readonly verdict: RunVerdict;
  /** Why it is this verdict, in one sentence. */
  readonly why: string;
  /** Whether everything was asked and answered that the documentation gives rise to. */
  readonly isComplete: boolean;
  /** Why not everything that was chosen was asked and answered; left out where it was. */
  readonly cutShort?: string;
  readonly proven: Proven;
  readonly exitStatus: ExitStatus;
}

/**
 * Draws the one conclusion that every report shows.
 * @param interrupted the exit status of a run that was interrupted
 */
export function conclusionOf(
  recording: Recording,
  { obstacles, ends }: Completeness,
  verdicts: readonly Verdict[],
  options: ResultOptions,
  interrupted?: InterruptedStatus,
): Conclusion {
  const proven = provenIn(verdicts);
  const [obstacle] = obstacles.values();
  const isWhole = options.only === undefined && (options.without ?? []).length === 0;
  const isComplete = obstacle === undefined && ends.length === 0 && isWhole;
  const [verdict, why] = obstacle
    ? (['not tested', obstacle] as const)
    : (violations(verdicts, proven) ??
      violationsWaived(verdicts, proven, options) ??
      incomplete(ends, verdicts, options) ??
      unprovenOrConformant(recording, proven, verdicts));
  // A reader of the last line alone must see that a fault of ours still breaks the service.
  const [damage] = recording.damage === undefined ? [] : ends;
  // Nothing else says that more may have failed, or why a run in which all that failed is waived is not a success.
  const [end] = verdict === 'violations' || verdict === 'violations waived' ? ends : [damage];
  const further = [end, interrupted === undefined ? undefined : 'The run was interrupted.'];
  const status = exitStatusOf(verdict, ends, verdicts);
  return {
    verdict,
    why: verdict === 'incomplete' ? why : [why, ...further.filter(one => one !== undefined)].join(' '),
    isComplete,
    ...(ends[0] === undefined ? {} : { cutShort: ends[0] }),
    proven,
    exitStatus: damage === undefined ? (interrupted ?? status) : status,
  };
}

/** How many of these MUSTs are proven. The waivers are not the service's, and what is waived is not proven. */
export function provenIn(verdicts: readonly Verdict[]): Proven {
  const applicable = verdicts
    .filter(isOfService)
    .filter(({ level, verdict }) => level === 'MUST' && verdict !== 'inapplicable');
  return { musts: applicable.filter(isProvenMust).length, applicable: applicable.length };
}

const isProvenMust = ({ level, verdict }: Verdict): boolean => level === 'MUST' && verdict === 'passed';

const isOfService = ({ kind }: Verdict): boolean => kind !== 'waivers';

type VerdictAndWhy = readonly [verdict: RunVerdict, why: string];

/** How many checks fail only because of `--strict`. */
const underStrictOnly = (verdicts: readonly Verdict[], otherwise: 'warned' | 'unproven'): number =>
  verdicts.filter(({ withoutStrict }) => withoutStrict === otherwise).length;

/** Without `--strict` a SHOULD that fails is no violation, and waiving it changes nothing. */
function violationsWaived(
  verdicts: readonly Verdict[],
  { musts, applicable }: Proven,
  { strict }: ResultOptions,
): VerdictAndWhy | undefined {
  const waived = verdicts.filter(({ verdict }) => verdict === 'waived');
  const waivedMusts = waived.filter(({ level }) => level === 'MUST').length;
  const others = waived.length - waivedMusts;
  if (waivedMusts === 0 && !(strict && others > 0)) return undefined;
  const open = applicable - musts - waivedMusts;
  const what = [
    ...(waivedMusts > 0 ? [`${waivedMusts} of ${applicable} applicable MUSTs`] : []),
    ...(strict && others > 0 ? [counted(others, 'SHOULD')] : []),
  ].join(' and ');
  const rest = open > 0 ? `, and ${open} ${open === 1 ? 'is' : 'are'} unproven` : '';
  return ['violations waived', `All that failed is waived: ${what}${rest}.`];
}

function violations(verdicts: readonly Verdict[], { applicable }: Proven): VerdictAndWhy | undefined {
  const strictly = strictWords(verdicts);
  const failed = verdicts.filter(({ verdict, withoutStrict }) => verdict === 'failed' && !withoutStrict);
  const musts = failed.filter(isOfService).length;
  const entries = failed.length - musts;
  const words = [
    ...(musts > 0 ? [`${musts} of ${applicable} applicable MUSTs failed.`] : []),
    ...(entries > 0
      ? [`${counted(entries, 'waiver')} ${entries === 1 ? 'is' : 'are'} expired, not needed or about no check.`]
      : []),
  ];
  if (words.length > 0) {
    const also = strictly === '' ? '' : ` --strict counts ${strictly} as well.`;
    return ['violations', `${words.join(' ')}${also}`];
  }
  const isViolated = underStrictOnly(verdicts, 'warned') > 0;
  return isViolated ? ['violations', `Nothing failed but what --strict counts as a failure: ${strictly}.`] : undefined;
}

/** What only `--strict` counts as a failure, in words; empty where there is nothing. */
function strictWords(verdicts: readonly Verdict[]): string {
  const [open, others] = [underStrictOnly(verdicts, 'unproven'), underStrictOnly(verdicts, 'warned')];
  const words = [
    ...(others > 0 ? [counted(others, 'warning')] : []),
    ...(open > 0 ? [counted(open, 'unproven MUST')] : []),
  ];
  return words.join(' and ');
}

/** Says that `--strict` counts what is unproven as a failure; empty where it does not. */
const strictRemark = (verdicts: readonly Verdict[]): string =>
  underStrictOnly(verdicts, 'unproven') > 0 ? ' --strict counts that as a failure.' : '';

function incomplete(
  [end]: readonly string[],
  verdicts: readonly Verdict[],
  { only }: ResultOptions,
): VerdictAndWhy | undefined {
  if (end !== undefined) return ['incomplete', end];
  if (only === undefined) return undefined;
  if (!hasProof(verdicts))
    return ['incomplete', 'Nothing was proven: the checks that --only chooses had nothing to judge.'];
  const open = verdicts.filter(one => (one.withoutStrict ?? one.verdict) === 'unproven').length;
  const rest = open > 0 ? `, of which ${open} ${open === 1 ? 'is' : 'are'} unproven` : '';
  return [
    'incomplete',
    `Only the checks that --only chooses were judged: ${counted(verdicts.filter(isOfService).length, 'check')}${rest}.${strictRemark(verdicts)}`,
  ];
}

function unprovenOrConformant(
  { target }: Recording,
  { musts, applicable }: Proven,
  verdicts: readonly Verdict[],
): VerdictAndWhy {
  if (!hasProof(verdicts)) return ['unproven', 'Nothing was proven: no check had anything to judge.'];
  const open = applicable - musts;
  const some = `No MUST is violated, but ${open} of ${applicable} applicable MUSTs ${open === 1 ? 'is' : 'are'} unproven.${strictRemark(verdicts)}`;
  if (open > 0) return ['unproven', some];
  const all = `All ${applicable} applicable MUSTs are proven`;
  if (!target.simulated) return ['conformant', `${all}.`];
  if (!isEmbedded(target))
    return ['conformant (simulated)', `${all}, of a simulation. This says nothing about a product.`];
  return ['conformant (embedded service)', `${all}. This says nothing about any other service.`];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Whether anything was shown of the service at all. */
const hasProof = (verdicts: readonly Verdict[]): boolean =>
  verdicts.filter(isOfService).some(({ verdict }) => /^(?:passed|warned|waived)$/.test(verdict));

function exitStatusOf(verdict: RunVerdict, ends: readonly string[], verdicts: readonly Verdict[]): ExitStatus {
  if (verdict === 'not tested') return 2;
  const isFailed = verdicts.some(one => one.verdict === 'failed');
  return isFailed || ends.length > 0 || !hasProof(verdicts) ? 1 : 0;
}
