import { networkError } from '../network/network-error.ts';
import type { Failure } from './exchange.ts';

/** A Node network error as a failure. */
export const failureOf = (error: unknown): Failure => networkError(error);

/** The run ended before the exchange did. */
export const interrupted: Failure = { kind: 'interrupted', message: 'the run ended before an answer came' };

/** The exchange took longer than it may. */
export function timedOut(milliseconds: number): Failure {
  return { kind: 'timeout', message: `no complete answer within ${milliseconds / 1000} s` };
}

/** The sender does not send it, or not again, though it may. */
export const withheld = (reason: string): Failure => ({ kind: 'withheld', message: reason });
