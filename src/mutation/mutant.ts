import type { Recording } from '../recording/recording.ts';

/** A recording that was broken on purpose in one place. */
export interface Mutant {
  /** What was done, for people: `size: a fraction`. */
  readonly name: string;
  /** The kind of fact that is broken; a row of the table. */
  readonly kind: string;
  /** The id of the check whose rule it breaks, below the page. */
  readonly breaks: string;
  readonly recording: Recording;
  /** Only the absence of a proof can be told from outside: the check need not fail, it must not pass. */
  readonly onlyUnproven?: true;
}

/** A recording that differs from the original but keeps to the page: no check may fail or warn where it did not before. */
export interface Variant {
  readonly name: string;
  readonly recording: Recording;
}

/** The recordings that mutants are made of. */
export interface Originals {
  /** The page's example as the service answers with it: nulls, an old spelling in its links. */
  readonly full: Recording;
  /** A backup whose description is JSON text. */
  readonly incremental: Recording;
}
