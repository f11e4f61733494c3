import type { Contract } from '../contract/contract.ts';
import type { Evidence } from '../probes/way.ts';
import { waysOf } from '../probes/ways.ts';
import type { Check } from './check.ts';
import type { OperationResult } from './run-result.ts';
import type { Outcome, Verdict } from './verdict.ts';

/**
 * A part of what a page says, by who can show it: a service itself, the fronts that stand before it on a real cloud, or its
 * operator, who alone can cause its faults.
 */
export type ConformanceProfile = 'core' | 'front' | 'faults';

/** All of them. */
export const conformanceProfiles: readonly ConformanceProfile[] = ['core', 'front', 'faults'];

/**
 * The profile that a check belongs to. It follows from the ways whose answers the check needs: all of them hooked or simulated,
 * all provoked, or neither.
 */
export function profileOf({ needs }: Pick<Check, 'needs'>, contract: Contract): ConformanceProfile {
  const kinds = waysOf(contract).flatMap(({ name, evidence }) => (needs.includes(name) ? evidence : []));
  const areAll = (...wanted: readonly Evidence[]): boolean =>
    kinds.length > 0 && kinds.every(kind => wanted.includes(kind));
  if (areAll('hooked', 'simulated')) return 'faults';
  return areAll('provoked') ? 'front' : 'core';
}

/** What the MUSTs of a profile come to. */
export interface ProfileResult {
  readonly profile: ConformanceProfile;
  readonly verdict: 'conformant' | 'unproven' | 'violations';
  /** How many MUSTs apply, and how they ended. */
  readonly applicable: number;
  readonly proven: number;
  readonly unproven: number;
  /** Failed, or waived: who reads a statement has accepted nothing. */
  readonly violated: number;
}

/** What a profile needs of a verdict. */
export interface ProfiledVerdict extends Pick<Verdict, 'id' | 'level' | 'verdict' | 'answeredBy'> {
  readonly withoutStrict?: Outcome;
  readonly evidence?: Evidence | undefined;
}

/** An operation with the checks that it was judged by, and what each came to. */
export interface ProfiledOperation<V extends ProfiledVerdict = Verdict> extends Pick<OperationResult, 'contract'> {
  readonly checks: readonly Check[];
  readonly verdicts: readonly V[];
}

/** What each profile comes to, of all operations together. */
export function profileResults(operations: readonly ProfiledOperation<ProfiledVerdict>[]): ProfileResult[] {
  const all = operations.flatMap(({ contract, checks, verdicts }) => {
    const profiles = new Map(checks.map(check => [check.id, profileOf(check, contract)]));
    return verdicts.map(verdict => ({ verdict, profile: profiles.get(verdict.id) ?? 'core' }));
  });
  return conformanceProfiles.map(profile =>
    resultOf(
      profile,
      all.filter(one => one.profile === profile).map(({ verdict }) => verdict),
    ),
  );
}

function resultOf(profile: ConformanceProfile, verdicts: readonly ProfiledVerdict[]): ProfileResult {
  const musts = verdicts.filter(({ level, verdict }) => level === 'MUST' && verdict !== 'inapplicable');
  const violated = musts.filter(isViolated).length;
  const proven = musts.filter(one => isProven(one, profile)).length;
  const unproven = musts.length - proven - violated;
  const verdict = violated > 0 ? 'violations' : unproven > 0 || musts.length === 0 ? 'unproven' : 'conformant';
  return { profile, verdict, applicable: musts.length, proven, unproven, violated };
}

/** `--strict` makes a check fail that is unproven; that is no violation. */
const isViolated = ({ verdict, withoutStrict }: ProfiledVerdict): boolean =>
  (verdict === 'failed' || verdict === 'waived') && withoutStrict === undefined;

/** The core has to be shown by the service itself, and nothing by what was simulated. */
const isProven = ({ verdict, evidence, answeredBy }: ProfiledVerdict, profile: ConformanceProfile): boolean =>
  verdict === 'passed' && evidence !== 'simulated' && !(profile === 'core' && answeredBy === 'front');
