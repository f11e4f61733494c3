import type { Failure } from './exchange.ts';

/** The run ended before the exchange did. */
export const interrupted: Failure = { kind: 'interrupted', message: 'the run ended before an answer came' };

/** The sender does not send a request, or not again, though it is allowed. */
export const withheld = (reason: string): Failure => ({ kind: 'withheld', message: reason });
