import { currentId } from './aliases.ts';
import type { Verdict } from './verdict.ts';

/** Verdicts by the ids of their checks. */
export type VerdictsById = ReadonlyMap<string, string>;

/** The same of a result. */
export const verdictsById = (verdicts: readonly Verdict[]): VerdictsById =>
  new Map(verdicts.map(({ id, verdict }) => [id, verdict]));

/** The same by the ids that the checks have now, for verdicts that an earlier suite wrote. */
export const underCurrentIds = (verdicts: VerdictsById, renamed?: ReadonlyMap<string, string>): VerdictsById =>
  new Map(Array.from(verdicts, ([id, verdict]) => [currentId(id, renamed), verdict]));

/** What a recording is judged with besides the suite, and what may be another one today. */
export type ReplacedPart = 'the page' | 'the notes' | 'the waivers';

/** What the same recording comes to with what it was judged with, and with that of today. */
export interface JudgedVariants {
  /** With what it carries; undefined where it carries no pages. */
  readonly recorded: VerdictsById | undefined;
  readonly today: VerdictsById;
  /**
   * With one part of today, and else what it carries; only the parts that differ. Undefined verdicts: today's page does not
   * fit the notes that it carries, or the other way round.
   */
  readonly replaced: ReadonlyMap<ReplacedPart, VerdictsById | undefined>;
}

/** A verdict that is another one today, and what has changed. Undefined: there is no such check. */
export interface ChangedVerdict {
  readonly id: string;
  readonly stored: string | undefined;
  readonly today: string | undefined;
  readonly cause: string;
}

/** Says of each verdict that differs from the stored one what changed: the suite, the page, its notes, or the waivers. */
export function changedVerdicts(stored: VerdictsById, judged: JudgedVariants): ChangedVerdict[] {
  const ids = new Set([...stored.keys(), ...judged.today.keys()]);
  return Array.from(ids, id => ({ id, stored: stored.get(id), today: judged.today.get(id) }))
    .filter(one => one.stored !== one.today)
    .map(one => ({ ...one, cause: causeOf(one.id, one.stored, judged) }));
}

function causeOf(id: string, stored: string | undefined, { recorded, replaced }: JudgedVariants): string {
  if (!recorded) return 'the suite, the page or its notes changed: the recording does not carry its pages';
  const before = recorded.get(id);
  if (before !== stored) return 'the suite changed';
  const parts = [...replaced.keys()];
  const enough = parts.filter(part => {
    const verdicts = replaced.get(part);
    return verdicts !== undefined && verdicts.get(id) !== before;
  });
  if (enough.length === 1) return `${enough[0]} changed`;
  if (enough.length > 1) return `${enough.join(' and ')} changed, and each would be enough`;
  if (parts.some(part => replaced.get(part) === undefined)) {
    return 'the page or its notes changed: they do not fit those of the other time, so which of them cannot be told';
  }
  return `${parts.join(' and ')} changed together`;
}
