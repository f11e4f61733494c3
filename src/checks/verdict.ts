import type { Citation, Level } from '../contract/citation.ts';
import type { Evidence } from '../probes/way.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { curlCommand } from '../recording/curl.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { triesOf } from '../recording/tries.ts';
import type { Waiver } from '../targets/waiver.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Assertion, Check, Judgement, Kind } from './check.ts';
import type { Deviation } from './deviation.ts';
import { unproven } from './judgement.ts';
import { evidenceOn } from './statuses.ts';

/** How a check ended. A SHOULD that fails is `warned`. */
export type Outcome = 'passed' | 'failed' | 'warned' | 'waived' | 'unproven' | 'inapplicable';

/** One check with its verdict; plain data for every report. */
export interface Verdict {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly fails: string;
  readonly level: Level;
  readonly verdict: Outcome;
  /** The verdict without `--strict`; set only if `--strict` makes the check fail. */
  readonly withoutStrict?: 'warned' | 'unproven';
  readonly evidence: Evidence | undefined;
  /** Who gave the answer that earned a status. */
  readonly answeredBy?: AnsweredBy;
  readonly cites: readonly Citation[];
  readonly message: string;
  /** Why nothing is proven, each reason as a text of its own. Only unproven verdicts have reasons. */
  readonly reasons?: readonly string[];
  /** Nothing is proven because of what another check reports. */
  readonly isConsequence?: true;
  readonly assertions: readonly Assertion[];
  /** How the service deviates, sorted, without duplicates; empty when every answer is as expected. */
  readonly deviations: readonly Deviation[];
  /** The entries that waive the deviations. Only waived verdicts have any. */
  readonly waivers?: readonly Waiver[];
  /** The deviations without an entry in force; set only if others of the same check have one. */
  readonly unwaived?: readonly Deviation[];
  /** The full names of the exchanges that were judged: `show-backup/show`. */
  readonly exchanges: readonly string[];
  /** The commands that repeat them, without duplicates. */
  readonly repeat: readonly string[];
}

/** Judges what was recorded of an operation by its checks. Pure: the same recording always gets the same verdicts. */
export const judgeAll = (checks: readonly Check[], recorded: OperationRecording): Verdict[] =>
  checks.map(check => judgeOne(check, recorded));

/** The verdicts of an operation that was not tested: nothing can be said, and why. */
export const unjudged = (checks: readonly Check[], reason: string): Verdict[] =>
  checks.map(check => verdictOf(check, unproven(reason), [], false));

/** Judges by one check. */
export function judgeOne(check: Check, recorded: OperationRecording): Verdict {
  const { simulated } = recorded.recording.target;
  const judgement = proving(check.judge(recorded), simulated);
  const elsewhere = judgement.elsewhere ?? [];
  const exchanges = [
    ...judgement.exchanges.flatMap(name => recorded.tries(name)),
    ...elsewhere.flatMap(name => triesOf(recorded.recording.exchanges, name)),
  ];
  return verdictOf(check, judgement, exchanges, simulated);
}

/** A judgement as the verdict of its check. */
export function verdictOf(
  { id, kind, title, fails, level, cites }: Omit<Check, 'needs' | 'judge'>,
  judgement: Judgement,
  exchanges: readonly Exchange[],
  isSimulated: boolean,
): Verdict {
  const { message, reasons, isConsequence, assertions, deviations, evidence, answeredBy } = judgement;
  return {
    id,
    kind,
    title,
    fails,
    level,
    verdict: outcomeOf(judgement, level),
    evidence: evidence && evidenceOn(isSimulated, evidence),
    ...(answeredBy ? { answeredBy } : {}),
    cites,
    message,
    ...(reasons ? { reasons } : {}),
    ...(isConsequence ? { isConsequence } : {}),
    assertions,
    deviations,
    exchanges: exchanges.map(({ name }) => name),
    repeat: [...new Set(exchanges.map(curlCommand))],
  };
}

/** A live service that fails on request (`Prefer`) only shows that it can act as a mock. That proves nothing about it. */
function proving(judgement: Judgement, isSimulated: boolean): Judgement {
  const { outcome, evidence, exchanges } = judgement;
  const isMock = outcome === 'passed' && evidence === 'simulated' && !isSimulated;
  return isMock ? unproven(onlySimulated, exchanges) : judgement;
}

const onlySimulated =
  'a simulated answer (VBS_FAULTS=prefer) proves nothing about a live service; fault hooks in a profile would';

/** The verdict under `--strict`: a SHOULD that fails and a MUST that is unproven also fail. */
export function underStrict(one: Verdict): Verdict {
  const { verdict, level, message, reasons } = one;
  if (verdict === 'warned') return { ...one, verdict: 'failed', withoutStrict: verdict };
  if (verdict !== 'unproven' || level !== 'MUST') return one;
  return {
    ...one,
    verdict: 'failed',
    withoutStrict: verdict,
    message: strictly(message),
    ...(reasons ? { reasons: reasons.map(strictly) } : {}),
  };
}

const strictly = (reason: string): string => `unproven, which --strict counts as a failure: ${reason}`;

function outcomeOf({ outcome }: Judgement, level: Level): Outcome {
  return outcome === 'failed' && level !== 'MUST' ? 'warned' : outcome;
}

/** The verdicts by the kinds of facts that they are about, in their order. */
export function verdictsByKind(verdicts: readonly Verdict[]): (readonly [kind: Kind, verdicts: readonly Verdict[]])[] {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
  return kinds.map(kind => [kind, verdicts.filter(one => one.kind === kind)] as const);
}

/** How many verdicts there are of each outcome. */
export type Sums = Readonly<Record<Outcome, number>>;

/** Counts the verdicts of each outcome, 0 included. */
export function sumsOf(verdicts: readonly Pick<Verdict, 'verdict'>[]): Sums {
  const count = (outcome: Outcome): number => verdicts.filter(({ verdict }) => verdict === outcome).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    waived: count('waived'),
    unproven: count('unproven'),
    inapplicable: count('inapplicable'),
  };
}
