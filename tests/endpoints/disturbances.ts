import { type Disturbing, unavailable } from './disturbing-proxy.ts';

/** 503 without `Retry-After` for every eighth request, as from a front that sheds load. */
export const everyEighthUnavailable: Disturbing = (_, before) => (before % 8 === 7 ? unavailable() : undefined);

/** A service that pauses for so many milliseconds in the middle of a run. */
export const pause =
  (milliseconds: number): Disturbing =>
  (_, before) =>
    before > 4 && before < 12 ? { wait: milliseconds } : undefined;

/** Resets all connections of a moment, once. Each run needs a new one. */
export function resetOnce(): Disturbing {
  let resets = 0;
  return (_, before) => (before > 2 && resets++ < 8 ? 'reset' : undefined);
}

/** The request for an id that no backup has. */
export const isUnknownId = (head: string): boolean => head.includes('000000000bad HTTP');

/** A real defect beside a disturbance: the service always errs where it should say that there is no such backup. */
export const withDefect =
  (disturbing: Disturbing): Disturbing =>
  (head, before, time) =>
    isUnknownId(head) ? unavailable(500) : disturbing(head, before, time);
