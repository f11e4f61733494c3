import type { Contract } from '../contract/contract.ts';

/** With which kind of proof a way earns its status. */
export type Evidence = 'observed' | 'provoked' | 'hooked' | 'simulated';

/** An answer that neither earns nor contradicts: a status code, or one of these. */
export type OpenAnswer = number | '403 from a front' | 'no answer' | 'anything but 5xx' | 'anything else';

/** In whose name a request is sent: the run's own user, nobody, a token that nobody issued, or another user. */
export type Asker = 'owner' | 'nobody' | 'unknown' | 'no role' | 'other project';

/**
 * How a request differs from the plain read of its operation. What is left out stays as in the read. It names no value of
 * a run and holds no secret: `bind` puts those in.
 */
export interface Difference {
  readonly asker?: Asker;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The project in the path: none that could exist, or one that the token is not for. */
  readonly project?: 'malformed' | 'foreign';
  /** The resource in the path: a well-formed id that nobody has. */
  readonly resource?: 'unknown';
  /** Through the forward proxy that demands credentials, or with a header section that never ends. */
  readonly sentAs?: 'proxied' | 'unfinished';
}

/** A request that must be refused, whatever the code. */
export interface MustBeRefused {
  /** The last step of its check's id: `no-token`. */
  readonly id: string;
  /** Who asks, for people: `a request without a token`. */
  readonly who: string;
}

/** One way to bring about a documented status, in one expression (see `ways`). */
export interface Way {
  /** The exchange's name below its operation: `status/405/patch`. */
  readonly name: string;
  readonly code: number;
  /** What is sent, for people. */
  readonly title: string;
  readonly evidence: Evidence;
  /** Answers that leave it open. Anything else but the code contradicts. */
  readonly open: readonly OpenAnswer[];
  readonly request: Difference;
  /** The operations that have this way; undefined: every one. */
  readonly for?: (contract: Contract) => boolean;
  readonly mustBeRefused?: MustBeRefused;
  /** Why what looks dangerous is not, as a sentence. */
  readonly harmless?: string;
  /** Not tried unless the target asks for it. */
  readonly optIn?: true;
}

/** How a way ended. Any contradicted: the status check fails; else any earned: it passes; else it is unproven. */
export type WayOutcome = 'earned' | 'open' | 'contradicted';
