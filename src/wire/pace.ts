import { setTimeout as sleepFor } from 'node:timers/promises';

/** What spacing needs of the world: milliseconds that only move forward, and a way to let some pass. */
export interface Timekeeper {
  readonly elapsed: () => number;
  /** Resolves with whether they have passed: not so when the run ended before. */
  readonly sleep: (milliseconds: number) => Promise<boolean>;
}

/** Node fires a timer that is set for longer at once. */
export const longestTimer = 2 ** 31 - 1;

/** The machine's own time, in which nobody sleeps once the signal is aborted. */
export function timekeeperUntil(ended: AbortSignal): Timekeeper {
  const sleep = (milliseconds: number): Promise<boolean> =>
    sleepFor(Math.min(milliseconds, longestTimer), true, { signal: ended }).catch(() => false);
  return { elapsed: () => performance.now(), sleep };
}

/** Turns that requests take. */
export interface Pace {
  /** Resolves when the next turn has come. */
  readonly turn: () => Promise<void>;
  /**
   * Nobody's turn comes before so many milliseconds have passed, and from then on one a second: who was asked to wait has
   * been too fast.
   * @param most milliseconds by which all may wait longer than they do already
   * @returns by how much longer all wait now; undefined when it would be more than `most`, and then nobody does
   */
  readonly pauseFor: (milliseconds: number, most: number) => number | undefined;
}

/** Milliseconds between turns once somebody asked to be left alone. */
export const gapAfterPause = 1000;

/**
 * Spaces requests evenly, in the order in which they ask for a turn.
 * @param rate turns per second; undefined: every turn comes at once
 */
export function pace(rate: number | undefined, { elapsed, sleep }: Timekeeper): Pace {
  let gap = rate === undefined ? 0 : 1000 / rate;
  let next = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  const come = async (): Promise<void> => {
    // A pause may begin while somebody waits already.
    for (let wait = next - elapsed(); wait > 0; wait = next - elapsed()) if (!(await sleep(wait))) return;
    next = Math.max(elapsed(), next) + gap;
  };
  return {
    turn: () => {
      last = last.then(come);
      return last;
    },
    pauseFor: (milliseconds, most) => {
      const now = elapsed();
      const before = Math.max(next, now);
      const longer = Math.max(0, now + milliseconds - before);
      if (longer > most) return undefined;
      next = before + longer;
      gap = Math.max(gap, gapAfterPause);
      return longer;
    },
  };
}
