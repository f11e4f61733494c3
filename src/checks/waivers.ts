import type { Contract } from '../contract/contract.ts';
import type { WaivedDeviation, Waiver } from '../targets/waiver.ts';
import { globMatcher } from '../text/glob.ts';
import { formsOfId } from './check-id.ts';
import type { Deviation } from './deviation.ts';
import type { Verdict } from './verdict.ts';

/** An entry of the waivers, ready to be compared with many verdicts. */
export interface ReadyWaiver {
  readonly waiver: Waiver;
  /** Whether a check is meant, in whatever form the entry names it. */
  readonly isOf: (id: string, operation: Pick<Contract, 'id' | 'name'>) => boolean;
}

/** Prepares entries: a glob is compiled once. */
export const readyWaivers = (waivers: readonly Waiver[]): ReadyWaiver[] =>
  waivers.map(waiver => {
    const matches = globMatcher(waiver.check);
    const isForm = (form: string): boolean => form === waiver.check || matches(form);
    return { waiver, isOf: (id, operation) => formsOfId(id, operation).some(isForm) };
  });

/**
 * A finding is waived if each of its deviations has an entry that is in force, and stays as it is otherwise. What did not fail
 * is not changed. Expects verdicts without `--strict`.
 * @param day the day of the run, `2027-06-30`
 */
export function waivedBy(entries: readonly ReadyWaiver[], day: string, contract: Contract): (one: Verdict) => Verdict {
  const inForce = entries.filter(({ waiver }) => !isExpired(waiver, day));
  return one => {
    if (one.verdict !== 'failed' && one.verdict !== 'warned') return one;
    const own = inForce.filter(({ isOf }) => isOf(one.id, contract)).map(({ waiver }) => waiver);
    const found = one.deviations.map(deviation => own.find(waiver => isAbout(waiver.deviation, deviation)));
    const waivers = [...new Set(found)].filter(waiver => waiver !== undefined);
    if (waivers.length === 0 || found.includes(undefined)) return one;
    return { ...one, verdict: 'waived', waivers };
  };
}

/** Whether the day is past until which an entry is accepted. Days as ISO 8601 writes them are in the order of their texts. */
export const isExpired = ({ until }: Waiver, day: string): boolean => day > until;

/** Whether an entry is about this very deviation. */
export const isAbout = (waived: WaivedDeviation, deviation: Deviation): boolean =>
  waived.place === deviation.place &&
  waived.kind === deviation.kind &&
  waived.expected === deviation.expected &&
  waived.got === deviation.got;

/** The day of a time, both as ISO 8601 writes them in UTC. */
export const dayOf = (time: string): string => time.slice(0, 10);
