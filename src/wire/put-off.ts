import type { Sending } from '../probes/sending.ts';
import { header, type Response } from './exchange.ts';

/** Seconds to wait after the first, second and third 429 without `Retry-After`. */
const patience = [1, 2, 4];

/** How often one request is sent at most when the service asks to wait. */
export const maxAttempts = patience.length + 1;

/**
 * How many milliseconds a service asks to wait before the request is repeated; undefined when it does not ask. A 429 asks
 * to wait, and so does a 503 with `Retry-After` (RFC 6585, section 4; RFC 9110, sections 10.2.3 and 15.6.4), unless the
 * request should earn this status.
 * @param attempt how often the request was sent, this time included
 */
export function putOffFor(sending: Sending, response: Response, attempt: number, now: Date): number | undefined {
  const { status } = response;
  if (isElsewhere(sending) || sending.once || sending.code === status) return undefined;
  if (status !== 429 && status !== 503) return undefined;
  const wanted = retryAfter(header(response, 'retry-after'), now);
  if (wanted !== undefined || status === 503) return wanted;
  return (patience[attempt - 1] ?? 0) * 1000;
}

/** Whether an answer shows that the service does more than ask to wait. */
export const isServed = (sending: Sending, { status }: Response): boolean => !isElsewhere(sending) && status !== 429;

/** A request to a proxy or front is answered by that proxy or front, not by the service. */
const isElsewhere = (sending: Sending): boolean =>
  sending.kind === 'proxied' || (sending.kind === 'unfinished' && sending.front !== undefined);

/** A number that is too large counts as this many seconds (RFC 9111, section 1.2.2). */
const maxSeconds = 2 ** 31;

/** `Retry-After` in milliseconds: it has seconds or a date; undefined when it has neither. */
function retryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), maxSeconds) * 1000;
  // Date.parse reads much that only begins like a date. The oldest of the three forms names no zone, and means GMT like the
  // others (RFC 9110, section 5.6.7).
  if (!/^[A-Z][a-z]+,? .*\b\d\d:\d\d:\d\d\b/.test(text)) return undefined;
  const date = Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
