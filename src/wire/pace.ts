/** What spacing needs of the world: milliseconds that only move forward, and a way to let some pass. */
export interface Timekeeper {
  readonly elapsed: () => number;
  /** Resolves with true once they have passed, and with false when the run ends before. */
  readonly sleep: (milliseconds: number) => Promise<boolean>;
}

/** Turns that requests take. */
export interface Pace {
  /** Resolves when the next turn has come. */
  readonly turn: () => Promise<void>;
  /**
   * Lets no turn come before so many milliseconds have passed, and from then on one a second: a service that asks for a
   * pause was sent requests too fast.
   * @param most milliseconds by which the next turn may be delayed further
   * @returns by how many milliseconds it is delayed further; undefined when they would be more than `most`, and then it is
   *   not delayed at all
   */
  readonly pauseFor: (milliseconds: number, most: number) => number | undefined;
}

/** Milliseconds between turns after the first pause. */
export const gapAfterPause = 1000;

/**
 * Spaces requests evenly, in the order in which they ask for a turn.
 * @param rate turns per second; undefined: every turn comes at once
 */
export function pace(rate: number | undefined, { elapsed, sleep }: Timekeeper): Pace {
  let gap = rate === undefined ? 0 : 1000 / rate;
  let next = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  const nextTurn = async (): Promise<void> => {
    // A pause may begin during the sleep.
    for (let wait = next - elapsed(); wait > 0; wait = next - elapsed()) if (!(await sleep(wait))) return;
    next = Math.max(elapsed(), next) + gap;
  };
  return {
    turn: () => {
      last = last.then(nextTurn);
      return last;
    },
    pauseFor: (milliseconds, most) => {
      const now = elapsed();
      const before = Math.max(next, now);
      const delay = Math.max(0, now + milliseconds - before);
      if (delay > most) return undefined;
      next = before + delay;
      gap = Math.max(gap, gapAfterPause);
      return delay;
    },
  };
}
