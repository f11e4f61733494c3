import type { Change, Made } from './change.ts';

/** One damage to one fact. */
export interface Mutation extends Change {
  /** The kind of fact that is broken; a row of the table. */
  readonly kind: string;
  /** The id of the check whose rule it breaks, below the page. */
  readonly breaks: string;
  /** Only the absence of a proof can be seen from outside: the check need not fail, it must not pass. */
  readonly onlyUnproven?: true;
}

/** A recording that was broken on purpose in one place. */
export type Mutant = Made<Mutation>;

/** A recording that differs from the original but keeps to the page: no check may fail or warn. */
export type Variant = Pick<Made<Change>, 'name' | 'recording'>;
