/** Milliseconds that the same requests took in two runs: the median of each. */
export interface Medians {
  readonly before: number;
  readonly after: number;
}

/** How long a request took in two runs. */
export type Durations = Medians;

/** Times longer, and milliseconds more, that an answer takes at least before it counts as slower. */
const [leastTimes, leastMore] = [3, 200];

/** So few requests say nothing about a service. */
const leastRequests = 3;

/** The medians of two runs where the service became slower; undefined where it did not. */
export function slowness(durations: readonly Durations[]): Medians | undefined {
  if (durations.length < leastRequests) return undefined;
  const before = median(durations.map(one => one.before));
  const after = median(durations.map(one => one.after));
  return after >= leastTimes * before && after - before >= leastMore ? { before, after } : undefined;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
