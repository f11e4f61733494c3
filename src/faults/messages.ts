import type { FaultHook } from '../targets/target.ts';
import type { JournalEntry } from './journal-entry.ts';

/** What the run asks of the guard. */
export type GuardRequest = EnterRequest | { readonly kind: 'leave' };

/** To bring a fault about. */
export interface EnterRequest {
  readonly kind: 'enter';
  readonly hook: FaultHook;
  /** The journal of the service, and what is kept in it before the fault is entered. */
  readonly journal: string;
  readonly entry: JournalEntry;
  /** Milliseconds after which the guard leaves the fault by itself. */
  readonly limit: number;
}

/** The result of a request. */
export interface GuardAnswer {
  readonly to: GuardRequest['kind'];
  /** Undefined when the hook's command did what it should, else the rest of a sentence that begins with the command. */
  readonly failure: string | undefined;
  /** The guard had left the fault by itself when it was asked to. */
  readonly isLate?: boolean;
}
