import type { Contract } from '../contract/contract.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Sending } from '../probes/sending.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { whyUnreachable } from '../recording/not-tested.ts';
import {
  isAlike,
  isDisturbance,
  isPutOff,
  lastTry,
  lookName,
  lookPrefix,
  triesOf,
  triesText,
  tryName,
} from '../recording/tries.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { lostCredentials } from './lost-credentials.ts';
import { looksBy, noLooks } from './plain-looks.ts';
import { askAgain, type Doubtful, type Repeated, stillDisturbed } from './repetition.ts';
import { isConclusive, type RunState, type RunSurroundings, runSoFar } from './run-state.ts';

/**
 * Asks again for what everything else builds on: a first read, or a list. Where its answers differ and none of them shows
 * anything, or it was only put off each time, nothing more is asked of these operations.
 */
export async function withFoundationAgain(
  sending: Sending,
  operations: readonly string[],
  state: RunState,
  around: RunSurroundings,
): Promise<RunState> {
  const exchange = state.exchanges.find(({ name }) => name === sending.name);
  const isDoubtful = exchange && isConclusive(exchange) && tellsNothing(exchange) && !isRefusedUser(exchange);
  // Where nobody listens there is nothing to ask again.
  if (!isDoubtful || whyUnreachable(runSoFar(state, around)) !== undefined) return state;
  const repeated = await askAgain([{ sending, exchange }], noLooks, around);
  const disturbance = stillDisturbed(triesOf([exchange, ...repeated.exchanges], sending.name));
  return withRepeated({ ...repeated, disturbance }, operations, state);
}

/** The same for the first reads of all operations at once: where a service does not answer, that takes as long as for one. */
export async function withFoundationsAgain(
  reads: readonly Sending[],
  state: RunState,
  around: RunSurroundings,
): Promise<RunState> {
  const each = await Promise.all(reads.map(read => withFoundationAgain(read, [read.operation], state, around)));
  return {
    ...state,
    exchanges: [...state.exchanges, ...each.flatMap(one => one.exchanges.slice(state.exchanges.length))],
    unsent: [...state.unsent, ...each.flatMap(one => one.unsent.slice(state.unsent.length))],
    disturbances: new Map([...state.disturbances, ...each.flatMap(one => [...one.disturbances])]),
  };
}

/**
 * Asks again for a last read. Whether the service is well cannot be told by another request: it is this one. So its answers
 * never contradict the first read as long as none comes, but show that the service stays disturbed.
 */
export async function withLastReadAgain(
  sending: Sending,
  { name, success }: Contract,
  state: RunState,
  around: RunSurroundings,
): Promise<RunState> {
  const exchange = state.exchanges.find(one => one.name === sending.name);
  const first = lastTry(state.exchanges, `${name}/${firstRead}`);
  const isDoubtful = exchange && isConclusive(exchange) && isDisturbance(exchange);
  if (!isDoubtful || first?.response?.status !== success) return state;
  const repeated = await askAgain([{ sending, exchange }], noLooks, around);
  const tries = [exchange, ...repeated.exchanges];
  const last = tries.at(-1) ?? exchange;
  if (repeated.unsent.length > 0 || !isDisturbance(last)) return withRepeated(repeated, [name], state);
  const disturbance =
    lostCredentials(tries, last, around.conversation.target()) ??
    `the service stays disturbed: the last read got ${triesText(tries)}`;
  const missing = { name: tryName(sending.name, tries.length + 1), reason: disturbance };
  return withRepeated({ ...repeated, unsent: [missing], disturbance }, [name], state);
}

/** Without an answer that tells more, nothing else could be judged. */
const tellsNothing = (exchange: Exchange): boolean =>
  isDisturbance(exchange) || (exchange.response !== undefined && isPutOff(exchange.response));

/** So far, no answer has shown that the user is known. */
const isRefusedUser = ({ response }: Exchange): boolean => response?.status === 401;

/** The requests of one operation that a stage has sent, and how to send the plain read. */
export interface SentForOperation {
  readonly contract: Contract;
  readonly sendings: readonly Sending[];
  /** The plain read under this name. */
  readonly plainRead: (name: string) => Sending;
}

/**
 * Asks those requests of an operation again whose answers a passing disturbance may have given. An undisturbed service is
 * asked nothing more.
 */
export async function withRepetitions(
  { contract, sendings, plainRead }: SentForOperation,
  state: RunState,
  around: RunSurroundings,
): Promise<RunState> {
  const first = lastTry(state.exchanges, `${contract.name}/${firstRead}`);
  const doubtful = sendings.flatMap((sending): Doubtful[] => {
    const exchange = state.exchanges.find(({ name }) => name === sending.name);
    const isKept = exchange && first && isDoubtful(sending, exchange, first, contract, around.conversation.target());
    return isKept ? [{ sending, exchange }] : [];
  });
  if (doubtful.length === 0 || !first) return state;
  const before = state.exchanges.filter(({ name }) => name.startsWith(lookPrefix(contract.name))).length;
  const answered = doubtful.map(({ exchange }) => exchange);
  const looks = looksBy(
    { look: number => plainRead(lookName(contract.name, number)), before, first },
    answered,
    around,
  );
  return withRepeated(await askAgain(doubtful, looks, around), [contract.name], state);
}

/**
 * Whether a passing disturbance may have given an answer, and it matters: one that contradicts its way, or fails a read or a
 * link. What the plain read itself got is the service's usual answer, and a service that never answers one is not asked
 * again.
 */
function isDoubtful(
  sending: Sending,
  exchange: Exchange,
  first: Exchange,
  contract: Contract,
  { identifiedBy }: Target,
): boolean {
  if (sending.once || !isConclusive(exchange) || !isDisturbance(exchange, sending.code)) return false;
  if (!first.response || isAlike(exchange, first)) return false;
  const way = waysOf(contract).find(({ name }) => sending.name === `${contract.name}/${name}`);
  const status = exchange.response?.status;
  if (!exchange.failure && status === 401) {
    const asker = way?.request.asker ?? 'owner';
    const wasGood = asker === 'owner' && first.response.status === contract.success;
    // Of another user's token it is unknown whether it was ever good, unless Keystone gave it.
    const isGiven = identifiedBy === 'keystone' && (asker === 'no role' || asker === 'other project');
    if (!wasGood && !isGiven) return false;
  }
  return way === undefined || wayOutcome(way, { status, fromFront: false }) !== 'open';
}

const withRepeated = (
  { exchanges, unsent, disturbance }: Repeated,
  operations: readonly string[],
  state: RunState,
): RunState => ({
  ...state,
  exchanges: [...state.exchanges, ...exchanges],
  unsent: [...state.unsent, ...unsent],
  disturbances:
    disturbance === undefined
      ? state.disturbances
      : new Map([...state.disturbances, ...operations.map(name => [name, disturbance] as const)]),
});
