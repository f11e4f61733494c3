import type { Sending } from '../probes/sending.ts';
import { type Exchange, header } from './exchange.ts';

/** Watches how a service bears what it is asked, and lets fewer requests be under way when it suffers. */
export interface SlowDown {
  /** Takes notice of an answer. @param begun when its request was sent, in milliseconds that only move forward */
  readonly see: (sending: Sending, exchange: Exchange, begun: number) => void;
  /** That and why the run was slowed down, as a sentence; undefined: it was not. */
  readonly told: () => string | undefined;
}

/** Milliseconds within which a second answer of this kind slows the run down: one alone may be the answer to one request. */
const shortTime = 10_000;

/** An answer is slow when it takes longer than this, in milliseconds, and so many times as long as usual. */
const slow = { least: 1000, times: 4 };

/** So many slow answers in a row slow the run down, after as many others at least. */
const slowInRow = 4;

/** Milliseconds in which a service should be able to answer all that is under way, if it answers one after the other. */
const goodTime = 1000;

/**
 * Fits the number of requests that may be under way to the service: as many as it could answer one after the other in a
 * second, by the slowest answer until now. A gateway waits only some seconds for a service that is asked more than it bears.
 *
 * Halves the number of requests that may be under way (8, 4, 2, 1) when two answers within a short time say that the
 * service is overloaded (502, 503 or 504, a reset, a time-out), or when four answers in a row took more than a second and
 * four times as long as those before. Answers to requests that were sent before the last step are not counted again. Before
 * the service has given a good answer, nothing says that it was better once.
 * @param most requests that may be under way at first
 * @param allow lets so many be under way from now on
 * @param elapsed milliseconds that only move forward
 */
export function slowDown(most: number, allow: (concurrent: number) => void, elapsed: () => number): SlowDown {
  let concurrent = most;
  let steppedAt = Number.NEGATIVE_INFINITY;
  let troubledAt = Number.NEGATIVE_INFINITY;
  let isKnownGood = false;
  let sentence: string | undefined;
  const usual: number[] = [];
  let slowOnes = 0;

  const atMost = (number: number): void => {
    if (number >= concurrent) return;
    concurrent = number;
    allow(concurrent);
  };
  const step = (exchange: Exchange, why: string): void => {
    atMost(Math.ceil(concurrent / 2));
    steppedAt = elapsed();
    troubledAt = Number.NEGATIVE_INFINITY;
    slowOnes = 0;
    const since = exchange.startedAt.slice(11, 19);
    sentence ??= `From ${since} on, fewer requests were sent at the same time, since ${why}.`;
  };
  const seeTrouble = (exchange: Exchange, why: string): void => {
    if (elapsed() - troubledAt <= shortTime) step(exchange, why);
    else troubledAt = elapsed();
  };
  const seeDuration = (exchange: Exchange): void => {
    const { duration } = exchange;
    const isSlow = usual.length >= slowInRow && duration > Math.max(slow.least, slow.times * median(usual));
    if (isSlow) slowOnes += 1;
    else {
      slowOnes = 0;
      usual.push(duration);
    }
    if (slowOnes >= slowInRow) step(exchange, `the answers took more than ${slow.times} times as long as before`);
  };
  const see: SlowDown['see'] = (sending, exchange, begun) => {
    if (sending.kind !== 'ordinary' || sending.once) return;
    const trouble = troubleIn(sending, exchange);
    const isGood = trouble === undefined && exchange.response !== undefined;
    if (isGood) {
      isKnownGood = true;
      atMost(Math.max(1, Math.floor(goodTime / exchange.duration)));
    }
    if (!isKnownGood || begun < steppedAt) return;
    if (isGood) seeDuration(exchange);
    else if (trouble !== undefined && concurrent > 1) seeTrouble(exchange, trouble);
  };
  return { see, told: () => sentence };
}

/** What a service does when it is overloaded or restarts. The pause that a 503 asks for is another matter. */
function troubleIn({ code }: Sending, { response, failure }: Exchange): string | undefined {
  if (failure?.kind === 'timeout') return 'answers did not come in time';
  if (failure?.kind === 'closed') return 'connections were broken off';
  if (!response || response.status === code || ![502, 503, 504].includes(response.status)) return undefined;
  return header(response, 'retry-after') === undefined ? `the service answered ${response.status}` : undefined;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
