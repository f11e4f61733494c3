import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Clock } from '../../src/wire/sender.ts';

/** A clock on which time passes by sleeping only, and then at once. */
export function sleepingClock(): Clock {
  let elapsed = 0;
  return {
    now: systemClock.now,
    elapsed: () => elapsed,
    sleep: async (milliseconds, ended) => {
      if (!ended.aborted) elapsed += milliseconds;
      return !ended.aborted;
    },
  };
}

/** The machine's clock, so many times as fast: who waits by it waits as much shorter. */
export const hurriedClock = (times: number): Clock => ({
  now: systemClock.now,
  elapsed: () => systemClock.elapsed() * times,
  sleep: (milliseconds, ended) => systemClock.sleep(milliseconds / times, ended),
});
