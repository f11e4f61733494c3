import {
  type ConformanceProfile,
  type ProfiledOperation,
  profileOf,
  profileResults,
} from '../checks/conformance-profiles.ts';
import type { RunResult } from '../checks/run-result.ts';
import type { Verdict } from '../checks/verdict.ts';
import type { Edition } from '../contract/edition.ts';
import type { Evidence } from '../probes/way.ts';
import type { Recording } from '../recording/recording.ts';
import { grouped } from '../reports/grouped.ts';
import { shellWord } from '../text/shell-word.ts';
import type { Noticing } from './noticing.ts';
import type { Product } from './product.ts';
import type { StatedCause, StatedDeviation, StatedRun, StatedWaiver, Statement } from './statement.ts';

/** What a statement follows from. The same sources always give the same statement. */
export interface StatementSources {
  readonly recording: Recording;
  /** What the recording comes to. */
  readonly result: RunResult;
  /** The operations that it was judged by, with their verdicts. */
  readonly operations: readonly ProfiledOperation[];
  readonly edition: Edition;
  readonly product: Product;
  readonly validUntil: string;
  /** What became of damages to the recording: it takes longer to find out than all else. */
  readonly noticing: Noticing;
}

/** A statement before its files have digests. */
export type Stated = Omit<Statement, 'files'>;

/** Says of a product what its run came to. */
export function statementOf(sources: StatementSources): Stated {
  const { recording, result, operations, edition, product, validUntil, noticing } = sources;
  const verdicts = result.operations.flatMap(one => one.verdicts);
  return {
    format: 1,
    edition: { name: edition.name, sha256: edition.sha256 },
    suite: recording.suite,
    product,
    run: runOf(result),
    validUntil,
    verdict: result.verdict,
    why: result.why,
    profiles: profileResults(operations),
    evidence: evidenceIn(verdicts),
    deviations: operations.flatMap(deviationsIn),
    waivers: waiversOf(recording, verdicts),
    unproven: causesIn(verdicts),
    noticing,
    reproduce: commandFor(recording),
  };
}

function runOf({ run }: RunResult): StatedRun {
  const { name, microversion, insecure, unencrypted } = run.target;
  return {
    target: name,
    start: run.startedAt,
    duration: run.duration,
    requests: run.requests.length,
    ...(microversion === undefined ? {} : { microversion }),
    ...(insecure ? { insecure } : {}),
    ...(unencrypted ? { unencrypted } : {}),
  };
}

function evidenceIn(verdicts: readonly Verdict[]): Statement['evidence'] {
  const count = (kind: Evidence): number =>
    verdicts.filter(({ verdict, evidence }) => verdict === 'passed' && evidence === kind).length;
  return {
    observed: count('observed'),
    provoked: count('provoked'),
    hooked: count('hooked'),
    simulated: count('simulated'),
  };
}

/** Deviations of a check that are listed; a service decides how many fields it adds. */
const mostDeviations = 20;

function deviationsIn({ contract, checks, verdicts }: ProfiledOperation): StatedDeviation[] {
  const profiles = new Map<string, ConformanceProfile>(checks.map(check => [check.id, profileOf(check, contract)]));
  return verdicts.filter(isDeviant).map(({ id, title, level, verdict, withoutStrict, message, cites, deviations }) => ({
    check: id,
    title,
    level,
    profile: profiles.get(id) ?? 'core',
    verdict: withoutStrict ?? verdict,
    message,
    cites,
    deviations: deviations.slice(0, mostDeviations),
    more: Math.max(0, deviations.length - mostDeviations),
  }));
}

/** `--strict` also makes a check fail that is unproven, and this is no deviation. */
const isDeviant = ({ verdict, withoutStrict }: Verdict): boolean =>
  /^(?:failed|warned|waived)$/.test(withoutStrict ?? verdict);

function waiversOf({ judgedWith }: Recording, verdicts: readonly Verdict[]): StatedWaiver[] {
  return (judgedWith?.waivers ?? []).map(({ id, check, reason, owner, until, ticket }) => ({
    id,
    check,
    reason,
    owner,
    until,
    ...(ticket === undefined ? {} : { ticket }),
    checks: verdicts.filter(({ waivers = [] }) => waivers.some(one => one.id === id)).map(one => one.id),
  }));
}

/** The reasons why checks are unproven, each with its checks. */
function causesIn(verdicts: readonly Verdict[]): StatedCause[] {
  const open = verdicts
    .filter(({ verdict, withoutStrict }) => (withoutStrict ?? verdict) === 'unproven')
    .flatMap(({ id, message, reasons = [message] }) => reasons.map(reason => ({ id, reason })));
  return Array.from(
    grouped(open, ({ reason }) => reason),
    ([reason, own]) => ({ reason, checks: own.map(({ id }) => id) }),
  );
}

function commandFor({ target, judgedWith }: Recording): string {
  const { name, endpoint } = target;
  const isAddress = new URL(endpoint).host === name;
  const chosen = isAddress ? `--endpoint ${shellWord(endpoint)}` : `--target ${shellWord(name)}`;
  return `npx vbs-conformance check ${chosen}${judgedWith?.options.strict ? ' --strict' : ''}`;
}
