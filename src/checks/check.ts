import type { Citation, Level } from '../contract/citation.ts';
import type { Evidence } from '../probes/way.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { Deviation } from './deviation.ts';

/** The kinds of facts, one file of rules for each; and of a target's waivers, which are no facts. */
export type Kind =
  | 'fields'
  | 'items'
  | 'links'
  | 'steadiness'
  | 'body'
  | 'statuses'
  | 'refusals'
  | 'error bodies'
  | 'paging'
  | 'filters'
  | 'waivers';

/** A rule that judges a recording. It never sends anything. */
export interface Check {
  /** `vbs/v3/show-backup/response/size/type`. */
  readonly id: string;
  readonly kind: Kind;
  readonly level: Level;
  /** The rule, as a sentence without a full stop. */
  readonly title: string;
  /** What makes it fail, for people. */
  readonly fails: string;
  readonly cites: readonly Citation[];
  /** The exchanges that it judges besides the two plain reads, which every run sends: `status/404/unknown-id`. */
  readonly needs: readonly string[];
  /** Other operations whose two plain reads it judges, too; left out where its own are enough. */
  readonly reads?: readonly string[];
  readonly judge: (recorded: OperationRecording) => Judgement;
}

/** One comparison inside a judgement; all values as printable text. */
export interface Assertion {
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
  /** How the answer deviates; empty when it is as expected. */
  readonly deviations: readonly Deviation[];
}

/** Whether an answer is not as asserted. */
export const isBroken = ({ deviations }: Assertion): boolean => deviations.length > 0;

/**
 * What a rule says about a recording. `message` is the reason for unproven and inapplicable, the answers for a status that
 * was earned, and otherwise a summary of what is broken.
 */
export interface Judgement {
  readonly outcome: 'passed' | 'failed' | 'unproven' | 'inapplicable';
  readonly message: string;
  /** Why nothing is proven, each reason as a text of its own. Only unproven judgements have reasons. */
  readonly reasons?: readonly string[];
  /** Nothing is proven because of what another check reports. */
  readonly isConsequence?: true;
  readonly assertions: readonly Assertion[];
  /** The deviations of all broken assertions, sorted, without duplicates. */
  readonly deviations: readonly Deviation[];
  /** Names of the exchanges that were judged. */
  readonly exchanges: readonly string[];
  /** The same of other operations, by their full names: `show-backup/show`. */
  readonly elsewhere?: readonly string[];
  /** Undefined when nothing was proven. */
  readonly evidence?: Evidence;
  /** Who gave the answer that earned a status; undefined for all other rules. */
  readonly answeredBy?: AnsweredBy;
}
