import type { NetworkError } from './network-error.ts';

/** The most milliseconds that a timer of Node can wait: one that is set for more fires at once. */
export const longestTimer = 2 ** 31 - 1;

/** An exchange or a connection took longer than it may. */
export function timedOut(milliseconds: number): NetworkError {
  return { kind: 'timeout', message: `timed out after ${milliseconds / 1000} s` };
}
