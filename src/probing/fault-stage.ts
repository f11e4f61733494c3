import type { FaultGuard } from '../faults/fault-guard.ts';
import { type PlannedFault, recoveryPauses } from '../probes/plan.ts';
import type { PlannedRequest } from '../probes/planned-request.ts';
import type { Sending, Unsent } from '../probes/sending.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import { interrupted } from '../wire/failure.ts';
import type { Timekeeper } from '../wire/pace.ts';
import { anyTime, type Conversation, type StageResult } from './conversation.ts';
import { faultLimit, faultTime } from './run-time.ts';

/** The results of the fault hooks. */
export interface FaultStageResult extends StageResult {
  /** Why nothing more may be judged: the service is not what it was before. Undefined when it is. */
  readonly damage: string | undefined;
}

/** What the fault hooks need of the run. */
export interface FaultSurroundings {
  readonly conversation: Pick<Conversation, 'target' | 'send' | 'renewTokens' | 'refusalFor'>;
  /** The request that a planned one becomes with the present tokens. */
  readonly bound: (request: PlannedRequest) => Sending;
  /** The status that shows that an operation is back. */
  readonly successOf: (operation: string) => number;
  /** Starts what runs the hooks; called only where there are any. */
  readonly startGuard: () => FaultGuard;
  /** Lets time pass before the service is asked again. */
  readonly sleep: Timekeeper['sleep'];
  /** Aborted when the run has to end. */
  readonly ended: AbortSignal;
}

/**
 * Causes the operator's faults, one at a time, and reads every operation while each lasts, with tokens that are valid until
 * the last fault is over. Each fault is always left again. The next is entered only when the service answers as before.
 */
export async function faultStage(
  faults: readonly PlannedFault[],
  around: FaultSurroundings,
): Promise<FaultStageResult> {
  const { conversation, startGuard } = around;
  const [first] = faults;
  if (!first) return { exchanges: [], unsent: [], damage: undefined };
  const time = faultTime(faults, conversation.target().timeout);
  const refusal = refusalOf(first, conversation) ?? (await conversation.renewTokens(time));
  if (refusal !== undefined) {
    return { exchanges: [], unsent: faults.flatMap(one => unsentReads(one, refusal)), damage: undefined };
  }
  const guard = startGuard();
  try {
    return await oneByOne(faults, guard, around);
  } finally {
    await guard.close();
  }
}

/** For each operation: one request in the fault, one after it, and the read that ends the run. */
const requestsOfOne = 3;

const refusalOf = ({ reads }: PlannedFault, { refusalFor }: Pick<Conversation, 'refusalFor'>): string | undefined =>
  reads.map(({ operation }) => refusalFor(operation, requestsOfOne)).find(reason => reason !== undefined);

const unsentReads = ({ reads }: PlannedFault, reason: string): Unsent[] => reads.map(({ name }) => ({ name, reason }));

async function oneByOne(
  faults: readonly PlannedFault[],
  guard: FaultGuard,
  around: FaultSurroundings,
): Promise<FaultStageResult> {
  const exchanges: Exchange[] = [];
  const unsent: Unsent[] = [];
  let damage: string | undefined;
  for (const fault of faults) {
    const refusal = damage ?? refusalOf(fault, around.conversation);
    if (refusal !== undefined) {
      unsent.push(...unsentReads(fault, refusal));
      continue;
    }
    const seen = await inFault(fault, guard, around);
    exchanges.push(...seen.exchanges);
    if (seen.reason !== undefined) unsent.push(...unsentReads(fault, seen.reason));
    damage = seen.damage ?? (await recovery(fault.recoveries, `the fault hook for ${fault.hook.code}`, around));
    if (damage === undefined && !around.ended.aborted) guard.forget();
  }
  return { exchanges, unsent, damage };
}

/** The result of one fault: exchanges, or the reason why there are none. `damage`: why it could not be left. */
interface SeenInFault {
  readonly exchanges: readonly Exchange[];
  readonly reason?: string;
  readonly damage?: string;
}

async function inFault(
  { hook, reads }: PlannedFault,
  guard: FaultGuard,
  { conversation, bound, ended }: FaultSurroundings,
): Promise<SeenInFault> {
  const limit = faultLimit(hook, reads.length, conversation.target());
  const failure = await Promise.race([guard.enter(hook, limit), aborted(ended)]);
  const exchanges = failure === undefined ? await Promise.all(reads.map(read => conversation.send(bound(read)))) : [];
  const trouble = await guard.leave();
  if (trouble !== undefined) {
    const damage =
      `the "leave" command of the fault hook for ${hook.code} failed (it ${trouble}); check the service, ` +
      'then run npx vbs-conformance recover';
    return { exchanges: [], reason: damage, damage };
  }
  if (guard.wasLate()) {
    return { exchanges: [], reason: `the fault was left after ${limit / 1000} s, before the run was done with it` };
  }
  if (failure === undefined) return { exchanges };
  return { exchanges, reason: ended.aborted ? interrupted.message : `the fault hook failed: it ${failure}` };
}

/** Resolves when the run has to end. */
function aborted(ended: AbortSignal): Promise<string> {
  return new Promise(resolve => {
    const end = (): void => resolve(interrupted.message);
    if (ended.aborted) end();
    ended.addEventListener('abort', end, { once: true });
  });
}

/**
 * Why the service is not what it was before a fault; undefined once it is, and when the run has to end before anybody has
 * looked.
 * @param recoveries a read of each operation, to see that it is back
 * @param fault which fault it was, for people
 */
export async function recovery(
  recoveries: readonly PlannedRequest[],
  fault: string,
  { conversation, bound, successOf, sleep, ended }: Omit<FaultSurroundings, 'startGuard'>,
): Promise<string | undefined> {
  let missing = recoveries;
  let wasLookedAt = false;
  let notBack = `after ${fault}, nothing was requested`;
  for (const [index, pause] of recoveryPauses.entries()) {
    if (pause > 0) await sleep(pause);
    if (ended.aborted) return wasLookedAt ? `${notBack} before the run ended; check the service` : undefined;
    const refusal = missing
      .map(({ operation }) => conversation.refusalFor(operation, 1))
      .find(one => one !== undefined);
    if (refusal !== undefined) return `${notBack}, and no more requests are sent: ${refusal}`;
    const looks = missing.map(async read => {
      const exchange = await conversation.send(bound({ ...read, name: `${read.name}/${index + 1}` }));
      return { read, exchange, success: successOf(read.operation) };
    });
    const broken = (await Promise.all(looks)).filter(({ exchange, success }) => !isSuccess(exchange, success));
    const [first] = broken;
    if (!first) return undefined;
    // A token may expire while a fault lasts, or be forgotten by a service that restarts.
    if (broken.some(({ exchange }) => exchange.response?.status === 401)) await conversation.renewTokens(anyTime);
    missing = broken.map(({ read }) => read);
    wasLookedAt ||= first.exchange.failure?.kind !== 'interrupted';
    const got = answerText(first.exchange);
    notBack = `after ${fault}, the service did not answer ${first.success} again (${got})`;
  }
  return `${notBack}; check the service`;
}

/** Whether a read came back whole, with the status of success. */
export const isSuccess = ({ response, failure }: Exchange, success: number): boolean =>
  response?.status === success && !failure;
