import type { Contract } from '../contract/contract.ts';

/** With which kind of proof a way earns its status. */
export type Evidence = 'observed' | 'provoked' | 'hooked' | 'simulated';

/** An answer that neither earns the status nor contradicts the page: a status code, or one of these. */
export type OpenAnswer = number | '403 from a front' | 'no answer' | 'anything but 5xx' | 'anything else';

/** Who sends a request: the run's own user, nobody (no token), an unknown token, or another user. */
export type Asker = 'owner' | 'nobody' | 'unknown' | 'no role' | 'other project';

/** What a parameter means that asks for a part of a list. */
export type PagingParameter = 'limit' | 'offset' | 'marker';

/**
 * How a request differs from the plain read of its operation. What is left out is as in the read. It contains no value of
 * a run and no secret: `bind` adds these.
 */
export interface Difference {
  readonly asker?: Asker;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The project in the path: a malformed id, or a project that does not match the token. */
  readonly project?: 'malformed' | 'foreign';
  /** The resource in the path: a well-formed id that does not exist. */
  readonly resource?: 'unknown';
  /** Parameters of the query that ask for a part of a list, by what they mean; each page has names of its own for them. */
  readonly query?: Readonly<Partial<Record<PagingParameter, string>>>;
  /** Through the forward proxy that demands credentials, or with a header section that never ends. */
  readonly sentAs?: 'proxied' | 'unfinished';
}

/** A request that must be refused, with any status of 400 or higher. */
export interface MustBeRefused {
  /** The last step of its check's id: `no-token`. */
  readonly id: string;
  /** Who asks, for people: `a request without a token`. */
  readonly who: string;
}

/** One way to get a documented status from the service (see `ways`). */
export interface Way {
  /** The exchange's name below its operation: `status/405/patch`. */
  readonly name: string;
  readonly code: number;
  /** What is sent, for people. */
  readonly title: string;
  readonly evidence: Evidence;
  /** Answers that prove nothing. Any other answer, except the code, contradicts the page. */
  readonly open: readonly OpenAnswer[];
  readonly request: Difference;
  /** The operations that have this way; undefined: all. */
  readonly for?: (contract: Contract) => boolean;
  readonly mustBeRefused?: MustBeRefused;
  /** Why the request is safe, as a sentence; for requests that look dangerous. */
  readonly harmless?: string;
  /** Not tried unless the target asks for it. */
  readonly optIn?: true;
}

/** How a way ended. Any contradicted: the status check fails; else any earned: it passes; else it is unproven. */
export type WayOutcome = 'earned' | 'open' | 'contradicted';
