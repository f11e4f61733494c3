import { idBelowPage } from '../checks/check-id.ts';
import type { ProfiledOperation } from '../checks/conformance-profiles.ts';
import { judgeOne } from '../checks/verdict.ts';
import { isMade, originalOf } from '../mutation/change.ts';
import { mutationsOf } from '../mutation/mutations.ts';
import { operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { shardAbout } from '../recording/shards.ts';
import { grouped } from '../reports/grouped.ts';

/**
 * What becomes of a damage to the answers of a run: the check of the damaged fact notices it, in that it fails, warns or, where
 * only the absence of a proof can be seen, proves nothing any more; or it passes all the same; the answers have nothing that it could be done to; or the check had not passed before, so that nothing can be said.
 */
export type DamageFate = 'noticed' | 'unnoticed' | 'inapplicable' | 'uncounted';

/** How many damages had each fate. */
export type Fates = Readonly<Record<DamageFate, number>>;

/** How strong the evidence of one run is: which damages to its own answers it notices. */
export interface Noticing {
  readonly damages: Fates;
  readonly kinds: readonly (Fates & { readonly kind: string })[];
  /** The checks that pass though their fact is damaged; the first of them. */
  readonly unnoticed: readonly {
    readonly check: string;
    readonly count: number;
    readonly damages: readonly string[];
  }[];
  /** Why damages cannot be done to these answers; the first reasons. */
  readonly inapplicable: readonly {
    readonly reason: string;
    readonly count: number;
    readonly checks: readonly string[];
  }[];
}

/** One damage to one fact, and what became of it. */
export interface DoneDamage {
  readonly kind: string;
  /** The id of the check of that fact. */
  readonly check: string;
  readonly damage: string;
  readonly fate: DamageFate;
  /** Why it is inapplicable. */
  readonly reason?: string;
}

/** Entries of a list, and texts of an entry, that are kept. */
const [mostEntries, mostTexts] = [100, 20];

/** Does every damage that the facts suggest to this very recording, one at a time. */
export const noticingOf = (recording: Recording, operations: readonly ProfiledOperation[]): Noticing =>
  summed(operations.flatMap(one => damagesDone(recording, one)));

/** The same, damage by damage. */
export function damagesDone(recording: Recording, { contract, checks, verdicts }: ProfiledOperation): DoneDamage[] {
  const original = originalOf(contract, shardAbout(recording, contract.name).recording);
  const byId = new Map(checks.map(check => [idBelowPage(check.id, contract.id), check]));
  const passed = new Set(verdicts.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id));
  return mutationsOf(contract).map(({ name, kind, breaks, onlyUnproven, make }): DoneDamage => {
    const check = byId.get(breaks);
    const done = { kind, check: check?.id ?? `${contract.id}/${breaks}`, damage: name };
    if (!check || !passed.has(check.id)) return { ...done, fate: 'uncounted' };
    const damaged = make(original);
    if (!isMade(damaged)) return { ...done, fate: 'inapplicable', reason: damaged.notApplicable };
    const { verdict } = judgeOne(check, operationRecording(damaged, contract.name));
    const isNoticed = verdict === 'failed' || verdict === 'warned' || (onlyUnproven && verdict !== 'passed');
    return { ...done, fate: isNoticed ? 'noticed' : 'unnoticed' };
  });
}

function summed(all: readonly DoneDamage[]): Noticing {
  const kinds = grouped(all, ({ kind }) => kind);
  const unnoticed = grouped(
    all.filter(({ fate }) => fate === 'unnoticed'),
    ({ check }) => check,
  );
  const inapplicable = grouped(
    all.filter(({ fate }) => fate === 'inapplicable'),
    ({ reason = '' }) => reason,
  );
  return {
    damages: fatesOf(all),
    kinds: Array.from(kinds, ([kind, own]) => ({ kind, ...fatesOf(own) })),
    unnoticed: Array.from(unnoticed, ([check, own]) => ({
      check,
      count: own.length,
      damages: own.slice(0, mostTexts).map(({ damage }) => damage),
    })).slice(0, mostEntries),
    inapplicable: Array.from(inapplicable, ([reason, own]) => ({
      reason,
      count: own.length,
      checks: [...new Set(own.map(({ check }) => check))].slice(0, mostTexts),
    })).slice(0, mostEntries),
  };
}

function fatesOf(damages: readonly DoneDamage[]): Fates {
  const count = (fate: DamageFate): number => damages.filter(one => one.fate === fate).length;
  return {
    noticed: count('noticed'),
    unnoticed: count('unnoticed'),
    inapplicable: count('inapplicable'),
    uncounted: count('uncounted'),
  };
}
