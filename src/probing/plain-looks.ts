import type { Sending } from '../probes/sending.ts';
import { isAlike, isDisturbance, triesText } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Clock } from '../wire/sender.ts';
import { anyTime, type Conversation } from './conversation.ts';
import { lostCredentials } from './lost-credentials.ts';
import { isConclusive } from './run-state.ts';

/** What asking again needs of the run. */
export interface RepetitionSurroundings {
  readonly conversation: Pick<Conversation, 'send' | 'target' | 'renewTokens'>;
  readonly clock: Clock;
  /** Aborted when the run has to end. */
  readonly ended: AbortSignal;
}

/** The plain read of an operation, which shows whether the service is as it was when the run began. */
export interface PlainRead {
  /** The request for the look of this number. */
  readonly look: (number: number) => Sending;
  /** How many looks there were before. */
  readonly before: number;
  /** The answer to the first read. */
  readonly first: Exchange;
}

/** Looks at a service before and after a request, to tell whether it was disturbed meanwhile. */
export interface Looks {
  /** Waits until the service is well, so many looks in a row. Resolves with why it is not, if so. */
  readonly untilWell: (inARow?: number) => Promise<string | undefined>;
  /** Whether the service is well now. Nothing is sent where it was not asked anything since the last look. */
  readonly isWell: () => Promise<boolean>;
  /** The service was asked something, or time has passed: it may be in another state. */
  readonly forget: () => void;
  readonly exchanges: () => readonly Exchange[];
  /** Why nothing more can be asked: the service stays disturbed. Undefined while it can. */
  readonly disturbance: () => string | undefined;
}

/** Milliseconds before the service is asked again for the first, second, third and every further time. */
const pauses: readonly number[] = [1000, 2000, 4000];

/** Lets the time pass that comes before this further attempt, counted from 0; never more than the target's patience. */
export function pauseBefore(attempt: number, { clock, ended, conversation }: RepetitionSurroundings): Promise<boolean> {
  const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
  return clock.sleep(Math.min(pause, conversation.target().patience), ended);
}

/**
 * Looks by the plain read. The service is well when it is answered as at first, or by anything that is no disturbance: a
 * backup that is deleted meanwhile is refused by a service that is well.
 * @param answered answers that were got until now, some of which may tell since when the token is not accepted
 */
export function looksBy(
  { look, before, first }: PlainRead,
  answered: readonly Exchange[],
  around: RepetitionSurroundings,
): Looks {
  const { conversation, clock } = around;
  const exchanges: Exchange[] = [];
  /** Good looks in a row, since the service was asked anything else. */
  let good = 0;
  let failure: string | undefined;
  let disturbance: string | undefined;

  const lookOnce = async (): Promise<Exchange> => {
    const exchange = await conversation.send({ ...look(before + exchanges.length + 1), repetition: true });
    failure = isConclusive(exchange) ? undefined : exchange.failure?.message;
    if (failure === undefined) exchanges.push(exchange);
    const isGood = failure === undefined && (!isDisturbance(exchange) || isAlike(exchange, first));
    good = isGood ? good + 1 : 0;
    if (!isGood && exchange.response?.status === 401) await conversation.renewTokens(anyTime);
    return exchange;
  };
  const whyNotWell = (last: Exchange, seen: readonly Exchange[]): string =>
    lostCredentials([...answered, ...exchanges], last, conversation.target()) ??
    `the service stays disturbed: the plain read got ${triesText(seen)}`;
  const untilWell: Looks['untilWell'] = async (inARow = 1) => {
    const { patience } = conversation.target();
    const seen: Exchange[] = [];
    let begun: number | undefined;
    while (good < inARow && disturbance === undefined) {
      const exchange = await lookOnce();
      if (good > 0) continue;
      if (failure !== undefined) return failure;
      seen.push(exchange);
      begun ??= clock.elapsed();
      if (clock.elapsed() - begun < patience) await pauseBefore(seen.length - 1, around);
      else disturbance = whyNotWell(exchange, seen);
    }
    return disturbance;
  };
  return {
    untilWell,
    isWell: async () => {
      if (good === 0) await lookOnce();
      return good > 0;
    },
    forget: () => {
      good = 0;
    },
    exchanges: () => exchanges,
    disturbance: () => disturbance,
  };
}

/** For what everything builds on: there is nothing to look at before. */
export const noLooks: Looks = {
  untilWell: async () => undefined,
  isWell: async () => true,
  forget: () => {},
  exchanges: () => [],
  disturbance: () => undefined,
};
