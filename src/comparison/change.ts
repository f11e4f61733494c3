import { type Deviation, deviationText } from '../checks/deviation.ts';
import type { Outcome } from '../checks/verdict.ts';
import type { Level } from '../contract/citation.ts';
import type { JudgedCheck } from './judged-run.ts';

/**
 * What became of a check: it has a deviation that it had not (`regression`); it passed and now proves nothing (`unproven`);
 * it failed and now proves nothing, which is no fix (`not-seen`); it is judged no longer (`removed`) or for the first time
 * (`new`); a deviation is gone and none came (`fix`); it proved nothing and passes now (`proven`).
 */
export const changeKinds = ['regression', 'unproven', 'not-seen', 'removed', 'new', 'fix', 'proven'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A check that two runs judge differently. */
export interface CheckChange {
  readonly kind: ChangeKind;
  readonly id: string;
  /** Its id in the baseline, where it has been renamed. */
  readonly was?: string;
  readonly title: string;
  readonly level: Level;
  /** The verdict of the baseline; missing for a new check. */
  readonly before?: Outcome;
  /** The current verdict; missing for a removed check. */
  readonly after?: Outcome;
  /** Deviations that the baseline lacked. */
  readonly added: readonly Deviation[];
  /** Deviations of the baseline that are not found any more. */
  readonly gone: readonly Deviation[];
  /** What the current run says, or the baseline of a removed check. */
  readonly message: string;
}

/** How the verdict on a check changed; undefined where it did not. Deviations decide, not the words for them. */
export function changeOf(before: JudgedCheck, after: JudgedCheck): CheckChange | undefined {
  const [added, gone] = [lackedBy(before, after), lackedBy(after, before)];
  const kind = kindOf(before, after, added, gone);
  if (kind === undefined) return undefined;
  const { id, title, level, message, verdict } = after;
  const was = before.id === id ? {} : { was: before.id };
  return { kind, id, ...was, title, level, before: before.verdict, after: verdict, added, gone, message };
}

/** A check that the baseline did not have. */
export const newCheck = ({ id, title, level, verdict, deviations, message }: JudgedCheck): CheckChange => {
  return { kind: 'new', id, title, level, after: verdict, added: deviations, gone: [], message };
};

/** A check that the current run does not have. */
export const removedCheck = ({ id, title, level, verdict, deviations, message }: JudgedCheck): CheckChange => {
  return { kind: 'removed', id, title, level, before: verdict, added: [], gone: deviations, message };
};

function kindOf(
  before: JudgedCheck,
  after: JudgedCheck,
  added: readonly Deviation[],
  gone: readonly Deviation[],
): ChangeKind | undefined {
  const [was, is] = [stateOf(before.verdict), stateOf(after.verdict)];
  if (is === 'failing') {
    if (was === 'failing' && (isUnsigned(before) || isUnsigned(after))) return undefined;
    if (added.length > 0 || was !== 'failing') return 'regression';
    return gone.length > 0 ? 'fix' : undefined;
  }
  if (was === is) return undefined;
  if (is === 'passed') return was === 'failing' ? 'fix' : 'proven';
  return was === 'failing' ? 'not-seen' : 'unproven';
}

/** Whether a check failed, and nobody knows in what: earlier versions of the suite wrote no deviations. */
export const isUnsigned = ({ verdict, deviations }: JudgedCheck): boolean =>
  stateOf(verdict) === 'failing' && deviations.length === 0;

/** A waived check fails with a deviation that is known. What is inapplicable is as little proven as what is unproven. */
function stateOf(verdict: Outcome): 'passed' | 'failing' | 'open' {
  if (verdict === 'passed') return 'passed';
  return verdict === 'unproven' || verdict === 'inapplicable' ? 'open' : 'failing';
}

/** The deviations of a check that another verdict on it lacks. */
function lackedBy({ deviations: known }: JudgedCheck, { deviations }: JudgedCheck): readonly Deviation[] {
  if (deviations.length === 0) return deviations;
  const texts = new Set(known.map(deviationText));
  return deviations.filter(one => !texts.has(deviationText(one)));
}
