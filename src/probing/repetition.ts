import type { Sending, Unsent } from '../probes/sending.ts';
import { alikeAtEnd, isDisturbance, isPutOff, isSettled, triesText, tryName } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';
import { anyTime } from './conversation.ts';
import { type Looks, pauseBefore, type RepetitionSurroundings } from './plain-looks.ts';
import { isConclusive } from './run-state.ts';

/** A request whose answer may come from a passing disturbance. */
export interface Doubtful {
  readonly sending: Sending;
  readonly exchange: Exchange;
}

/** What came of asking again. */
export interface Repeated {
  readonly exchanges: readonly Exchange[];
  /** Tries that should have been made and were not, with the reason. */
  readonly unsent: readonly Unsent[];
  /** Why nothing more can be asked of the operation: the service stays disturbed. Undefined while it can. */
  readonly disturbance: string | undefined;
}

/** Tries of one request whose answers still differ: a disturbance may come and go before the same answer comes three times. */
const mostTries = 6;

/** A request that still has no answer that tells anything. */
interface Waiting {
  readonly sending: Sending;
  readonly tries: readonly Exchange[];
  /** When the answer that it has now was known to have come first, in milliseconds. */
  readonly since: number;
}

/**
 * Asks again what a disturbance may have answered, until each request gets an answer that is no disturbance, or the same one
 * three times, of which the last comes no sooner than the target's patience after the first; five times where other answers
 * differed. All wait once together, and are then asked one by one, each between two looks at the service: a try during which
 * it is disturbed shows nothing, and is made again.
 */
export async function askAgain(
  doubtful: readonly Doubtful[],
  looks: Looks,
  around: RepetitionSurroundings,
): Promise<Repeated> {
  const { clock } = around;
  const exchanges: Exchange[] = [];
  const unsent: Unsent[] = [];
  const since = clock.elapsed();
  let hasDiffered = false;
  const askedOnce = async (one: Waiting): Promise<Waiting | undefined> => {
    const answer = await nextTry(one, looks, around);
    if (typeof answer === 'string') {
      unsent.push({ name: tryName(one.sending.name, one.tries.length + 1), reason: answer });
      return undefined;
    }
    exchanges.push(answer);
    const tries = [...one.tries, answer];
    const isOther = alikeAtEnd(tries) === 1;
    hasDiffered ||= isOther;
    return { ...one, tries, since: isOther ? clock.elapsed() : one.since };
  };
  let waiting = doubtful.map(({ sending, exchange }): Waiting => ({ sending, tries: [exchange], since }));
  for (const { sending, exchange } of doubtful) await renewAfter(exchange, sending, around);
  while (waiting.length > 0) {
    await pauseBefore((waiting[0]?.tries.length ?? 1) - 1, around);
    await beforeDecision(waiting, looks, around);
    const open: Waiting[] = [];
    for (const one of waiting) {
      let asked = await askedOnce(one);
      if (asked && isToConfirm(one) && isToConfirm(asked)) asked = await askedOnce(asked);
      if (asked) open.push(asked);
    }
    waiting = open.filter(one => (isDecided(one) ? hasDiffered && isToConfirm(one) : one.tries.length < mostTries));
  }
  return { exchanges: [...exchanges, ...looks.exchanges()], unsent, disturbance: looks.disturbance() };
}

/**
 * So many good looks in a row come before a try that may decide. Of a service that fails every second request, or every
 * third, each single good look is followed by a failure; it would pass for one that always fails the try.
 */
const looksBeforeDecision = 5;

/**
 * Where other answers differ, something may fail every so many requests, and the same request again after just as many. It
 * does not fail two tries that come right after each other, as the last two of these do.
 */
const enoughWhereDisturbed = 5;

const isDecided = ({ tries, sending }: Waiting): boolean => isSettled(tries, sending.code);

/** Whether the same answer came often enough, but not for a service of which other answers differed. */
const isToConfirm = (one: Waiting): boolean =>
  isDecided(one) && alikeAtEnd(one.tries) > 1 && alikeAtEnd(one.tries) < enoughWhereDisturbed;

/** Lets the target's patience pass before the same answer comes for the third time, and makes sure that the service is well. */
async function beforeDecision(
  waiting: readonly Waiting[],
  looks: Looks,
  { conversation, clock, ended }: RepetitionSurroundings,
): Promise<void> {
  const deciding = waiting.filter(({ tries }) => alikeAtEnd(tries) > 1).map(({ since }) => since);
  if (deciding.length === 0) return;
  const rest = Math.max(...deciding) + conversation.target().patience - clock.elapsed();
  if (rest > 0) await clock.sleep(rest, ended);
  looks.forget();
  await looks.untilWell(looksBeforeDecision);
}

/** The next try of a request, or why there is none. */
async function nextTry(
  { sending, tries }: Waiting,
  looks: Looks,
  around: RepetitionSurroundings,
): Promise<Exchange | string> {
  const { conversation } = around;
  for (;;) {
    const trouble = await looks.untilWell();
    if (trouble !== undefined) return trouble;
    const name = tryName(sending.name, tries.length + 1);
    const exchange = await conversation.send({ ...sending, name, repetition: true });
    looks.forget();
    if (!isConclusive(exchange)) return exchange.failure?.message ?? '';
    if (!isDisturbance(exchange, sending.code)) return exchange;
    await renewAfter(exchange, sending, around);
    if (await looks.isWell()) return exchange;
  }
}

/** A token that is not accepted may have expired, or been forgotten by a service that restarts. */
async function renewAfter(
  exchange: Exchange,
  { code }: Sending,
  { conversation }: RepetitionSurroundings,
): Promise<void> {
  if (exchange.response?.status === 401 && isDisturbance(exchange, code)) await conversation.renewTokens(anyTime);
}

/**
 * That none of the tries of a read shows anything: they differ, or the last one was only put off like the first. Undefined
 * where they tell something.
 */
export function stillDisturbed(tries: readonly Exchange[]): string | undefined {
  const last = tries.length > 1 ? tries.at(-1)?.response : undefined;
  const isOpen = !isSettled(tries) || (last !== undefined && isPutOff(last));
  return isOpen ? `the service stays disturbed: the read got ${triesText(tries)}` : undefined;
}
