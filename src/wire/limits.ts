import { longestTimer } from '../network/timeout.ts';
import { gapAfterPause } from './pace.ts';

/** Limits for one exchange and for a whole run, however the other side behaves. */
export interface Limits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Bytes of a body as it comes; what is beyond is not read. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of an operation together: they are kept until it has been judged. */
  readonly allBodyBytes: number;
  /** Bytes that are kept of a body that was too large. */
  readonly keptBytes: number;
  /** Bytes of the header section. */
  readonly headerBytes: number;
  /** Requests of an operation, every repetition counted. */
  readonly requests: number;
  /** Requests that may be under way at a time, not counting the one that never finishes. */
  readonly concurrent: number;
  /** Milliseconds of all pauses together that the service asks for. */
  readonly waiting: number;
  /** Aborted when the run ends before its time; every open exchange ends with it. */
  readonly ended: AbortSignal;
}

const kibi = 1024;
const mebi = 1024 * kibi;

/** Requests that a run may send for one operation. */
export const maxRequests = 60;

/** Requests that may be under way at a time. */
export const maxConcurrent = 8;

/** A minute: a service that asks for more can be tested later. */
const maxWaiting = 60_000;

/** The limits of a run with this time-out, in milliseconds. @param ended for a run that may be interrupted */
export function limitsFor(timeout: number, ended: AbortSignal = new AbortController().signal): Limits {
  return {
    timeout,
    bodyBytes: 10 * mebi,
    allBodyBytes: 20 * mebi,
    keptBytes: 64 * kibi,
    headerBytes: 64 * kibi,
    requests: maxRequests,
    concurrent: maxConcurrent,
    waiting: maxWaiting,
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
 * Milliseconds that so many requests may take, without the pauses that the service may ask for: the rounds of requests that
 * go side by side, and the time that the rate needs to let all of them go.
 */
export function timeFor({ timeout, unfinishedWait, rate }: Tempo, requests: number): number {
  const rounds = Math.ceil(requests / maxConcurrent) * timeout;
  const spacing = rate === undefined ? 0 : (requests / rate) * 1000;
  return Math.min(Math.ceil(Math.max(rounds, unfinishedWait) + spacing), longestTimer);
}

/** The same with the pauses that the service may ask for, and the slower pace after them. */
export function patientTimeFor(tempo: Tempo, requests: number): number {
  return Math.min(timeFor(tempo, requests) + maxWaiting + requests * gapAfterPause, longestTimer);
}

/** Milliseconds after which a whole run is ended, however the service behaves: with the two reads, and a time-out to spare. */
export function runTime(tempo: Tempo, requests: number): number {
  return Math.min(patientTimeFor(tempo, requests) + 3 * tempo.timeout, longestTimer);
}
