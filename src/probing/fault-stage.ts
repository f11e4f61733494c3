import type { Contract } from '../contract/contract.ts';
import type { FaultGuard } from '../faults/fault-guard.ts';
import { type HookProbe, hookProbes, isHookProbe } from '../probes/hooks.ts';
import { showSending } from '../probes/requests.ts';
import type { OrdinarySending, Unsent } from '../probes/sending.ts';
import type { OpenTarget } from '../targets/session.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { interrupted } from '../wire/failure.ts';
import { type Timekeeper, timekeeperUntil } from '../wire/pace.ts';
import type { Conversation, Stage } from './conversation.ts';

/** What came of the fault hooks. */
export interface FaultStage extends Stage {
  /** Why nothing more may be judged: the service is not what it was before. Undefined when it is. */
  readonly damage: string | undefined;
}

/** What the fault hooks need of the run. */
export interface FaultOptions {
  readonly contract: Contract;
  /** Starts what runs the hooks; called only where there are any. */
  readonly startGuard: () => FaultGuard;
  /** Whether the backup was read before. What cannot be read without a fault shows none, and would never be back. */
  readonly isReadable: boolean;
}

/**
 * Brings the operator's faults about, if there are any, one at a time, and reads the backup in each, with tokens that hold
 * until the last one is over. Each is left again, whatever happens, and the next is entered only when the service answers
 * 200.
 * @param asked makes the target that is asked of the one that is open
 */
export async function faultStage(
  { target, take, hold, reasonNotToSend }: Pick<Conversation, 'target' | 'take' | 'hold' | 'reasonNotToSend'>,
  asked: (target: OpenTarget) => Target,
  { contract, startGuard, isReadable }: FaultOptions,
  ended: AbortSignal,
  sleep = timekeeperUntil(ended).sleep,
): Promise<FaultStage> {
  const planned = () => hookProbes(contract, asked(target()));
  const probes = planned().filter(isHookProbe);
  const without = (reason: string): FaultStage => ({
    exchanges: [],
    unsent: planned().map(one => withReason(one, reason)),
    damage: undefined,
  });
  if (probes.length === 0) return { exchanges: [], unsent: planned().filter(isUnsent), damage: undefined };
  const reason = reasonNotToSend(requestsOfOne) ?? (isReadable ? undefined : unreadable);
  if (reason !== undefined) return without(reason);
  const refusal = await hold(faultTime(probes, target().timeout));
  if (refusal !== undefined) return without(refusal);
  const guard = startGuard();
  try {
    const read = (name: string) => showSending(name, contract, asked(target()));
    return await oneByOne(planned(), { guard, take, reasonNotToSend, read, sleep, ended });
  } finally {
    await guard.close();
  }
}

const unreadable = 'the backup could not be read before, so that no fault would show';

/** One in the fault, one that sees the service back, and the read that ends the run. */
const requestsOfOne = 3;

const isUnsent = (planned: HookProbe | Unsent): planned is Unsent => !isHookProbe(planned);

const withReason = (planned: HookProbe | Unsent, reason: string): Unsent =>
  isHookProbe(planned) ? { name: planned.sending.name, reason } : planned;

interface FaultSurroundings {
  readonly guard: FaultGuard;
  readonly take: (sending: OrdinarySending) => Promise<Exchange>;
  readonly reasonNotToSend: Conversation['reasonNotToSend'];
  /** The plain read, under a name of its own. */
  readonly read: (name: string) => OrdinarySending;
  readonly sleep: Timekeeper['sleep'];
  /** Aborted when the run has to end. */
  readonly ended: AbortSignal;
}

async function oneByOne(
  planned: readonly (HookProbe | Unsent)[],
  surroundings: FaultSurroundings,
): Promise<FaultStage> {
  const exchanges: Exchange[] = [];
  const unsent: Unsent[] = planned.filter(isUnsent);
  let damage: string | undefined;
  for (const probe of planned.filter(isHookProbe)) {
    const reasonNotToSend = damage ?? surroundings.reasonNotToSend(requestsOfOne);
    if (reasonNotToSend !== undefined) {
      unsent.push(withReason(probe, reasonNotToSend));
      continue;
    }
    const { exchange, reason, left } = await inFault(probe, surroundings);
    if (exchange) exchanges.push(exchange);
    else unsent.push(withReason(probe, reason ?? interrupted.message));
    damage = left ?? (await recovery(probe, surroundings));
  }
  return { exchanges, unsent, damage };
}

/** What came of one fault; `left` tells why it could not be left. */
interface InFault {
  readonly exchange?: Exchange;
  readonly reason?: string;
  readonly left?: string | undefined;
}

async function inFault({ hook, sending }: HookProbe, { guard, take, ended }: FaultSurroundings): Promise<InFault> {
  const { code } = hook;
  const failure = await Promise.race([guard.enter(hook), aborted(ended)]);
  const exchange = failure === undefined ? await take(sending) : undefined;
  const trouble = await guard.leave();
  if (trouble !== undefined) {
    const left = `the fault hook for ${code} could not be left (it ${trouble}): see to the service`;
    return { reason: left, left };
  }
  if (exchange) return { exchange };
  return { reason: ended.aborted ? interrupted.message : `the hook failed: it ${failure}` };
}

/** Resolves when the run has to end. */
function aborted(ended: AbortSignal): Promise<string> {
  return new Promise(resolve => {
    const tell = (): void => resolve(interrupted.message);
    if (ended.aborted) tell();
    ended.addEventListener('abort', tell, { once: true });
  });
}

/** Milliseconds before each look whether the service is back: a minute altogether, within few requests. */
const looks = [0, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];

/** Requests that these faults take at least, and at most. */
export function faultRequests({ length }: readonly HookProbe[]): readonly [least: number, most: number] {
  return [2 * length, (1 + looks.length) * length];
}

/** Milliseconds that these faults may take altogether: entered, seen, left, and the service back. */
export function faultTime(probes: readonly HookProbe[], timeout: number): number {
  const back = looks.reduce((sum, pause) => sum + pause + timeout, timeout);
  return probes.reduce((sum, { hook }) => sum + 2 * hook.timeout + back, 0);
}

/** Why the service is not what it was before the fault; undefined once it answers 200, and when the run has to end. */
async function recovery({ hook }: HookProbe, surroundings: FaultSurroundings): Promise<string | undefined> {
  const { take, reasonNotToSend, read, sleep, ended } = surroundings;
  let last = 'it was not asked';
  for (const [index, pause] of looks.entries()) {
    if (pause > 0) await sleep(pause);
    if (ended.aborted) return undefined;
    const silence = reasonNotToSend(1);
    if (silence !== undefined) return `${notBack(hook, last)}, and is not asked any more: ${silence}`;
    const { response, failure } = await take(read(`recovery/${hook.code}/${index + 1}`));
    if (response?.status === 200 && !failure) return undefined;
    last = failure?.message ?? `status ${response?.status}`;
  }
  return `${notBack(hook, last)}: see to it`;
}

const notBack = ({ code }: HookProbe['hook'], last: string): string =>
  `after the fault hook for ${code} the service did not answer 200 again (${last})`;
