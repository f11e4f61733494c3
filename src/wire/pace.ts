import { setTimeout as sleepFor } from 'node:timers/promises';

/** What spacing needs of the world: milliseconds that only move forward, and a way to let some pass. */
export interface Timekeeper {
  readonly elapsed: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** The machine's own time, in which nobody sleeps once the signal is aborted. */
export function timekeeperUntil(ended: AbortSignal): Timekeeper {
  const sleep = (milliseconds: number): Promise<unknown> =>
    sleepFor(milliseconds, undefined, { signal: ended }).catch(() => undefined);
  return { elapsed: () => performance.now(), sleep };
}

/**
 * Spaces requests evenly: each call resolves when its turn has come.
 * @param rate turns per second; undefined: every turn comes at once
 */
export function pace(rate: number | undefined, { elapsed, sleep }: Timekeeper): () => Promise<void> {
  if (rate === undefined) return () => Promise.resolve();
  const gap = 1000 / rate;
  let next = 0;
  return async () => {
    const now = elapsed();
    const turn = Math.max(now, next);
    next = turn + gap;
    if (turn > now) await sleep(turn - now);
  };
}
