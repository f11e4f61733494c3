/** Takes one measurement: a duration or a rate, in any unit. */
export type Sample = () => number | Promise<number>;

/** How often to measure, and for how long at most. */
export interface Effort {
  readonly pairs: number;
  readonly seconds: number;
}

/** What became of the pairs: how one thing relates to another, whatever the machine. */
export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly pairs: number;
}

/**
 * Measures two things in turn and relates each pair: what slows the machine for a while slows both halves of a pair.
 * The first pair warms up and does not count, unless there was no time for another.
 */
export async function ratioOf(one: Sample, other: Sample, { pairs, seconds }: Effort): Promise<Ratio> {
  const end = performance.now() + seconds * 1000;
  const ratios: number[] = [];
  while (ratios.length === 0 || (ratios.length <= pairs && performance.now() < end)) {
    ratios.push(await pair(one, other, ratios.length % 2 === 0));
  }
  const counted = (ratios.length > 1 ? ratios.slice(1) : ratios).sort((a, b) => a - b);
  return { median: median(counted), least: counted[0] ?? 0, most: counted.at(-1) ?? 0, pairs: counted.length };
}

/** Each of the two goes first every other time, for the second finds the machine warmer. */
async function pair(one: Sample, other: Sample, isOneFirst: boolean): Promise<number> {
  if (isOneFirst) {
    const first = await one();
    return first / (await other());
  }
  const first = await other();
  return (await one()) / first;
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** Milliseconds that `work` takes, on average over so many times: once may be too short to be measured. */
export function averageDuration(times: number, work: () => void): number {
  const start = performance.now();
  for (let done = 0; done < times; done += 1) work();
  return (performance.now() - start) / times;
}
