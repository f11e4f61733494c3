import type { Contract } from '../contract/contract.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Sending } from '../probes/sending.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { whyUnreachable } from '../recording/not-tested.ts';
import { isAlike, isDisturbance, lastTry, triesOf } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';
import { looksBy, noLooks } from './plain-looks.ts';
import { askAgain, type Doubtful, type Repeated, stillDisturbed } from './repetition.ts';
import { isConclusive, type RunState, type RunSurroundings, runSoFar } from './run-state.ts';

/**
 * Asks again for what everything else builds on: a first read, or a list. Where its answers differ and none of them shows
 * anything, nothing more is asked of these operations.
 */
export async function withFoundationAgain(
  sending: Sending,
  operations: readonly string[],
  state: RunState,
  around: RunSurroundings,
): Promise<RunState> {
  const exchange = state.exchanges.find(({ name }) => name === sending.name);
  const isDoubtful = exchange && isConclusive(exchange) && isDisturbance(exchange) && !isRefusedUser(exchange);
  // Where nobody listens there is nothing to ask again.
  if (!isDoubtful || whyUnreachable(runSoFar(state, around)) !== undefined) return state;
  const repeated = await askAgain([{ sending, exchange }], noLooks, around);
  const disturbance = stillDisturbed(triesOf([exchange, ...repeated.exchanges], sending.name));
  return withRepeated({ ...repeated, disturbance }, operations, state);
}

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
    return exchange && first && isDoubtful(sending, exchange, first, contract) ? [{ sending, exchange }] : [];
  });
  if (doubtful.length === 0 || !first) return state;
  const prefix = `${contract.name}/between/`;
  const before = state.exchanges.filter(({ name }) => name.startsWith(prefix)).length;
  const answered = doubtful.map(({ exchange }) => exchange);
  const looks = looksBy({ look: number => plainRead(`${prefix}${number}`), before, first }, answered, around);
  return withRepeated(await askAgain(doubtful, looks, around), [contract.name], state);
}

/**
 * Whether a passing disturbance may have given an answer, and it matters: one that contradicts its way, or fails a read or a
 * link. What the plain read itself got is the service's usual answer, and a service that never answers one is not asked
 * again.
 */
function isDoubtful(sending: Sending, exchange: Exchange, first: Exchange, contract: Contract): boolean {
  const isAskable = sending.kind === 'ordinary' && !sending.once && isConclusive(exchange);
  if (!isAskable || !isDisturbance(exchange, sending.code)) return false;
  if (!first.response || isAlike(exchange, first)) return false;
  const way = waysOf(contract).find(({ name }) => sending.name === `${contract.name}/${name}`);
  const status = exchange.response?.status;
  const isOwn = (way?.request.asker ?? 'owner') === 'owner';
  if (!exchange.failure && status === 401 && !(isOwn && first.response.status === contract.success)) return false;
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
