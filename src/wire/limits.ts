/** What one exchange may take at most, however the other side behaves. */
export interface Limits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Bytes of a body as it comes; what is beyond is not read. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of a run together: they are kept until it has been judged. */
  readonly allBodyBytes: number;
  /** Bytes that are kept of a body that was too large. */
  readonly keptBytes: number;
  /** Bytes of the header section. */
  readonly headerBytes: number;
  /** Aborted when the run ends before its time; whatever is under way ends with it. */
  readonly ended: AbortSignal;
}

const kibi = 1024;
const mebi = 1024 * kibi;

/** The limits of a run with this time-out, in milliseconds; `ended` is for a run that may be interrupted. */
export function limitsFor(timeout: number, ended: AbortSignal = new AbortController().signal): Limits {
  return {
    timeout,
    bodyBytes: 10 * mebi,
    allBodyBytes: 20 * mebi,
    keptBytes: 64 * kibi,
    headerBytes: 64 * kibi,
    ended,
  };
}

/** What the time of a run depends on; times in milliseconds, `rate` in requests per second. */
export interface Tempo {
  readonly timeout: number;
  readonly unfinishedWait: number;
  readonly rate: number | undefined;
}

/**
 * Milliseconds that a whole run may take. Three exchanges follow one another, for all but the first and the last go side
 * by side; a fourth is to spare for our own work in between. A rate adds the time in which it lets all requests go.
 */
export function runTime({ timeout, unfinishedWait, rate }: Tempo, requests: number): number {
  const spacing = rate === undefined ? 0 : (requests / rate) * 1000;
  return Math.min(Math.ceil(4 * Math.max(timeout, unfinishedWait) + spacing), longestTimer);
}

/** Node fires a timer that is set for longer at once. */
const longestTimer = 2 ** 31 - 1;
