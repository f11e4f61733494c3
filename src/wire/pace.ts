import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Spaces requests evenly: each call resolves when its turn has come.
 * @param rate turns per second; undefined: every turn comes at once
 */
export function pace(rate: number | undefined): () => Promise<void> {
  if (rate === undefined) return () => Promise.resolve();
  const gap = 1000 / rate;
  let next = 0;
  return async () => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + gap;
    if (turn > now) await sleep(turn - now);
  };
}
