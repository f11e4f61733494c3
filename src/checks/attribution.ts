import type { Verdict } from './verdict.ts';

/** Verdicts by the ids of their checks. */
export type VerdictsById = ReadonlyMap<string, string>;

/** The same of a result. */
export const verdictsById = (verdicts: readonly Verdict[]): VerdictsById =>
  new Map(verdicts.map(({ id, verdict }) => [id, verdict]));

/** What the same recording comes to with pages and notes of two times. */
export interface JudgedVariants {
  /** With the pages and notes that it carries; undefined where it carries none. */
  readonly recorded: VerdictsById | undefined;
  readonly today: VerdictsById;
  /** With today's pages and the notes that it carries; undefined where these do not fit each other. */
  readonly todaysPages: VerdictsById | undefined;
  /** The other way round. */
  readonly todaysNotes: VerdictsById | undefined;
}

/** A verdict that is another one today, and what has changed. Undefined: there is no such check. */
export interface ChangedVerdict {
  readonly id: string;
  readonly stored: string | undefined;
  readonly today: string | undefined;
  readonly cause: string;
}

/** Says of each verdict that differs from the stored one what changed: the suite, the page, or the notes beside it. */
export function changedVerdicts(stored: VerdictsById, judged: JudgedVariants): ChangedVerdict[] {
  const ids = new Set([...stored.keys(), ...judged.today.keys()]);
  return Array.from(ids, id => ({ id, stored: stored.get(id), today: judged.today.get(id) }))
    .filter(one => one.stored !== one.today)
    .map(one => ({ ...one, cause: causeOf(one.id, one.stored, judged) }));
}

function causeOf(id: string, stored: string | undefined, judged: JudgedVariants): string {
  const { recorded, todaysPages, todaysNotes } = judged;
  if (!recorded) return 'the suite, the page or its notes changed: the recording does not carry its pages';
  const before = recorded.get(id);
  if (before !== stored) return 'the suite changed';
  const isByPage = todaysPages && todaysPages.get(id) !== before;
  const isByNotes = todaysNotes && todaysNotes.get(id) !== before;
  if (isByPage === undefined || isByNotes === undefined) {
    return 'the page or its notes changed: they do not fit those of the other time, so which of them cannot be told';
  }
  if (isByPage && isByNotes) return 'the page and its notes changed, and each would be enough';
  if (isByPage) return 'the page changed';
  return isByNotes ? 'the notes changed' : 'the page and its notes changed together';
}
