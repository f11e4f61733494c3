import type { Citation, Level } from '../contract/citation.ts';
import type { Evidence } from '../probes/way.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { type Reading, readingOf } from '../recording/reading.ts';
import type { Recording } from '../recording/recording.ts';
import type { Assertion, Check, Judgement, Kind } from './check.ts';
import { evidenceOn } from './statuses.ts';

/** How a check ended. A SHOULD that fails is `warned`. */
export type Outcome = 'passed' | 'failed' | 'warned' | 'waived' | 'unproven' | 'inapplicable';

/** One check with what became of it; plain data for every report. */
export interface Verdict {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly level: Level;
  readonly verdict: Outcome;
  readonly evidence: Evidence | undefined;
  /** By whom a status was earned. */
  readonly answeredBy?: AnsweredBy;
  readonly cites: readonly Citation[];
  readonly message: string;
  readonly assertions: readonly Assertion[];
  readonly exchanges: readonly string[];
}

/** Judges a recording by all checks. Pure: the same recording always gets the same verdicts. */
export function judgeAll(checks: readonly Check[], recording: Recording): Verdict[] {
  const reading = readingOf(recording);
  return checks.map(check => judgeOne(check, reading));
}

/** Judges an opened recording by one check. */
export function judgeOne(check: Check, reading: Reading): Verdict {
  const { id, kind, title, level, cites } = check;
  const judgement = check.judge(reading);
  const { message, assertions, exchanges, evidence, answeredBy } = judgement;
  const { simulated } = reading.recording.target;
  return {
    id,
    kind,
    title,
    level,
    verdict: outcomeOf(judgement, level),
    evidence: evidence && evidenceOn(simulated, evidence),
    ...(answeredBy ? { answeredBy } : {}),
    cites,
    message,
    assertions,
    exchanges: exchanges.filter(name => reading.exchange(name) !== undefined),
  };
}

function outcomeOf({ outcome }: Judgement, level: Level): Outcome {
  return outcome === 'failed' && level !== 'MUST' ? 'warned' : outcome;
}

/** How many verdicts there are of each outcome. */
export type Sums = Readonly<Record<Outcome, number>>;

/** Counts the outcomes; every outcome is there, 0 included. */
export function sumsOf(verdicts: readonly Verdict[]): Sums {
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
