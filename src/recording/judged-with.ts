import type { Strictness } from '../contract/contract.ts';
import type { Waiver } from '../targets/waiver.ts';

/** The exit status of a run that SIGINT or SIGTERM ended: 128 and the signal's number. */
export type InterruptedStatus = 130 | 143;

/** Which checks a run judges, and how. */
export interface ResultOptions {
  /** A SHOULD that fails and a MUST that is unproven fail the run, too. */
  readonly strict: boolean;
  /** Globs over the ids of the checks that are judged; undefined: all. */
  readonly only?: readonly string[];
  /** Globs over the names of the probes that are not sent. */
  readonly without?: readonly string[];
  /** The folder of the pages, where they are not the suite's own. */
  readonly specs?: string;
}

/** All that a run judged its answers with, besides the suite itself. The same recording is judged alike at any time. */
export interface JudgedWith {
  readonly strictness: Strictness;
  readonly options: ResultOptions;
  /** The exit status of a run that was interrupted. */
  readonly interrupted?: InterruptedStatus;
  /** The pages and notes that the checks come from, by their files as verdicts name them. */
  readonly texts: Readonly<Record<string, string>>;
  /** The pages that `--only` left out, with the SHA-256 of page and notes; left out where it was not given. */
  readonly leftOut?: Readonly<Record<string, { readonly page: string; readonly notes: string }>>;
  /** The known deviations of the target. */
  readonly waivers: readonly Waiver[];
}
