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
 * A finding is waived if each of its deviations has an entry that is in force. If only some have one, it says which have none.
 * What did not fail is not changed. Expects verdicts without `--strict`.
 * @param day the day of the run, `2027-06-30`
 */
export function waivedBy(entries: readonly ReadyWaiver[], day: string, contract: Contract): (one: Verdict) => Verdict {
  const inForce = entries.filter(({ waiver }) => !isExpired(waiver, day));
  return one => {
    if (one.verdict !== 'failed' && one.verdict !== 'warned') return one;
    const own = inForce.filter(({ isOf }) => isOf(one.id, contract)).map(({ waiver }) => waiver);
    const entryFor = (deviation: Deviation): Waiver | undefined =>
      own.find(waiver => isAbout(waiver.deviation, deviation));
    const waivers = [...new Set(one.deviations.map(entryFor))].filter(waiver => waiver !== undefined);
    if (waivers.length === 0) return one;
    const unwaived = one.deviations.filter(deviation => entryFor(deviation) === undefined);
    return unwaived.length > 0 ? { ...one, unwaived } : { ...one, verdict: 'waived', waivers };
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
