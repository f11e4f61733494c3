import type { Failure } from './exchange.ts';

/** The run ended before the exchange was complete. */
export const interrupted: Failure = { kind: 'interrupted', message: 'the run ended before an answer came' };

/** The sender does not send a request, or does not repeat it, although it is allowed. */
export const withheld = (reason: string): Failure => ({ kind: 'withheld', message: reason });
