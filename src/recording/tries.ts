import { type Exchange, type FailureKind, header, type Response } from '../wire/exchange.ts';

/** The name of a request's exchange when it is sent for the first, second, third time: `show`, `show@2`, `show@3`. */
export const tryName = (name: string, number: number): string => (number === 1 ? name : `${name}@${number}`);

/** The request that an exchange is a try of: `show` for `show@2`. */
export const requestName = (name: string): string => name.replace(/@\d+$/, '');

/** All tries of a request, in their order. */
export const triesOf = (exchanges: readonly Exchange[], name: string): Exchange[] =>
  exchanges.filter(one => requestName(one.name) === name);

/** The try that counts: the last one. */
export const lastTry = (exchanges: readonly Exchange[], name: string): Exchange | undefined =>
  triesOf(exchanges, name).at(-1);

/** What goes wrong with a connection while a service or its front restarts, or is overloaded. */
const passing: readonly FailureKind[] = ['timeout', 'closed', 'refused', 'unresolved', 'tls'];

/**
 * Whether an answer may come from a passing disturbance: a 5xx, a 401, a 408, or no whole answer. A 408 comes where this
 * machine was too busy to send a request in time (RFC 9110, section 15.5.9). A 503 with `Retry-After` is no disturbance, for
 * the sender has waited as it says.
 * @param code the status that the request should get: that one is no disturbance
 */
export function isDisturbance({ response, failure }: Exchange, code?: number): boolean {
  if (failure) return passing.includes(failure.kind);
  if (!response || response.status === code || isPutOff(response)) return false;
  const { status } = response;
  return status >= 500 || status === 401 || status === 408;
}

/** Whether an answer only asks the client to wait: a 429, or a 503 with `Retry-After`. */
export const isPutOff = (response: Response): boolean =>
  response.status === 429 || (response.status === 503 && header(response, 'retry-after') !== undefined);

/** Whether two answers are the same to a client: the same status, or the same kind of failure. */
export const isAlike = (one: Exchange, other: Exchange): boolean => answerKind(one) === answerKind(other);

const answerKind = ({ response, failure }: Exchange): string => failure?.kind ?? String(response?.status);

/** How many tries at the end of these got the same answer. */
export function alikeAtEnd(tries: readonly Exchange[]): number {
  const last = tries.at(-1);
  const firstOther = [...tries].reverse().findIndex(one => last && !isAlike(one, last));
  return firstOther === -1 ? tries.length : firstOther;
}

/** So many answers that are the same tell something about the service. */
const enough = 3;

/**
 * Whether the tries of a request tell something about the service: the last is no disturbance, or it came three times. A
 * request that was never asked again is judged by its only answer.
 */
export function isSettled(tries: readonly Exchange[], code?: number): boolean {
  const last = tries.at(-1);
  return tries.length < 2 || !last || !isDisturbance(last, code) || alikeAtEnd(tries) >= enough;
}

/** A time of day, from a time in ISO 8601. */
export const timeOfDay = (startedAt: string): string => startedAt.slice(11, 19);

const failureWords: Partial<Record<FailureKind, string>> = {
  timeout: 'a time-out',
  closed: 'a reset',
  refused: 'a refused connection',
  tls: 'a failed TLS connection',
};

/** An answer in a few words: `504`, or `a reset`. */
const inShort = ({ response, failure }: Exchange): string =>
  failure ? (failureWords[failure.kind] ?? 'no answer') : String(response?.status);

/**
 * The answers to all tries with their times: `504 at 10:02:11, then a reset at 10:02:12, then 404 at 10:02:13`; of the same
 * answers in a row the first time and the last: `504 at 10:02:11, 3 times until 10:02:23`.
 */
export function triesText(tries: readonly Exchange[]): string {
  const words = tries.flatMap((one, index) => {
    const before = tries[index - 1];
    if (before && isAlike(before, one)) return [];
    const others = tries.slice(index + 1);
    const end = others.findIndex(other => !isAlike(other, one));
    const same = end === -1 ? others : others.slice(0, end);
    const last = same.at(-1);
    const more = last ? `, ${same.length + 1} times until ${timeOfDay(last.startedAt)}` : '';
    return [`${inShort(one)} at ${timeOfDay(one.startedAt)}${more}`];
  });
  return words.join(', then ');
}

/** A look at the plain read while something is asked again: `show-backup/between/1`. */
export const lookName = (operation: string, number: number): string => `${lookPrefix(operation)}${number}`;

/** What the names of all looks of an operation begin with. */
export const lookPrefix = (operation: string): string => `${operation}/between/`;

/** Whether a request was sent only to ask again. */
export const isRepetition = (name: string): boolean => requestName(name) !== name || /^[^/]+\/between\//.test(name);
