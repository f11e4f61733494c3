import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { FaultGuard } from '../faults/fault-guard.ts';
import { bind } from '../probes/binding.ts';
import type { LinkSlot } from '../probes/link-slots.ts';
import type { ItemSlot, QuerySlot } from '../probes/list-slots.ts';
import type { PlannedFault, Stage } from '../probes/plan.ts';
import type { PlannedRequest } from '../probes/planned-request.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { knownValues } from '../probes/subjects.ts';
import { firstRead } from '../probes/ways.ts';
import { listAnswers } from '../recording/list-answers.ts';
import { obstaclesIn } from '../recording/not-tested.ts';
import { resourceOf } from '../recording/response-json.ts';
import { lastTry } from '../recording/tries.ts';
import type { Target } from '../targets/target.ts';
import { type EarlierFault, earlierFaultOver } from './earlier-fault.ts';
import { type FaultSurroundings, faultStage, isSuccess } from './fault-stage.ts';
import { followUp } from './follow-ups.ts';
import { itemRequest, listAnswersOf, queryRequest } from './list-requests.ts';
import { withAbsences, withExplanations, withSubjects } from './list-stages.ts';
import { withFoundationsAgain, withLastReadAgain, withRepetitions } from './repeated-stage.ts';
import { type RunState, type RunSurroundings, runSoFar } from './run-state.ts';
import { faultsIn } from './run-time.ts';
import { withWalks } from './walk-stage.ts';

/** What carrying out a stage needs of the run. */
export interface StageSurroundings extends RunSurroundings {
  readonly startGuard: () => FaultGuard;
}

/** Carries out one stage of a plan. Nothing is sent for an operation once the answers show that it cannot be tested. */
export async function carryOut(stage: Stage, state: RunState, around: StageSurroundings): Promise<RunState> {
  if (stage.name === 'find subjects') return withSubjects(stage, state, around);
  if (stage.name === 'explain refusals') return withExplanations(stage, state, around);
  if (stage.name === 'explain absences') return withAbsences(stage, state, around);
  if (stage.name === 'faults') return withFaults(stage, state, around);
  if (stage.name === 'walks') return withWalks(stage, state, walkingAround(stage, around));
  const { exchanges, unsent } = await around.conversation.sendAll(target => requestsFor(stage, state, target, around));
  const answered = {
    ...state,
    exchanges: [...state.exchanges, ...exchanges],
    unsent: [...state.unsent, ...unsent],
  };
  const sendings = requestsFor(stage, state, around.conversation.target(), around).filter(isSent);
  return repeatedWhereDoubtful(stage, sendings, answered, around);
}

async function repeatedWhereDoubtful(
  { name: stage }: Stage,
  sent: readonly Sending[],
  state: RunState,
  around: StageSurroundings,
): Promise<RunState> {
  if (stage === 'read') return withFoundationsAgain(sent, state, around);
  let settled = state;
  for (const contract of around.contracts) {
    const operation = contract.name;
    const sendings = sent.filter(one => one.operation === operation);
    const plainRead = (name: string): Sending =>
      bound(
        { kind: 'request', name, operation, difference: {}, purpose: '' },
        state,
        around.conversation.target(),
        around,
      );
    const [read] = sendings;
    if (read && stage === 'read again') settled = await withLastReadAgain(read, contract, settled, around);
    else settled = await withRepetitions({ contract, sendings, plainRead }, settled, around);
  }
  return settled;
}

/** The requests of a stage, bound to what is known by now; none for a slot whose answer has no such link. */
export function requestsFor(
  { steps }: Stage,
  state: RunState,
  target: Target,
  around: StageSurroundings,
): (Sending | Unsent)[] {
  const { damage, disturbances } = state;
  const obstacles = obstaclesIn(runSoFar(state, around), around.contracts);
  /** What one list asks of its items is not asked again for another. */
  const asked = new Set<string>();
  return steps.flatMap((step): (Sending | Unsent)[] => {
    if (step.kind === 'request') {
      const reason = disturbances.get(step.operation) ?? obstacles.get(step.operation) ?? damage;
      return [reason === undefined ? bound(step, state, target, around) : { name: step.name, reason }];
    }
    if (damage !== undefined) return [];
    if (step.kind === 'link') return followed(step, state, target, around);
    if (step.kind === 'query') return listed(step, state, target, around);
    if (step.kind !== 'item') return [];
    const items = listed(step, state, target, around).filter(one => !isSent(one) || !asked.has(one.url));
    for (const item of items.filter(isSent)) asked.add(item.url);
    return items;
  });
}

const walkingAround = (stage: Stage, around: StageSurroundings): Parameters<typeof withWalks>[2] => ({
  conversation: around.conversation,
  answersFor: (operation, state, target) =>
    listAnswersOf(contractOf(around.contracts, operation), state, target, around),
  reasonNotToAsk: (operation, { disturbances, damage }) => disturbances.get(operation) ?? damage,
  repeated: (sent, state) => repeatedWhereDoubtful(stage, sent, state, around),
});

function listed(
  step: QuerySlot | ItemSlot,
  state: RunState,
  target: Target,
  around: StageSurroundings,
): (Sending | Unsent)[] {
  const reason = state.disturbances.get(step.operation);
  if (reason !== undefined) return [{ name: step.name, reason }];
  const answers = listAnswersOf(contractOf(around.contracts, step.operation), state, target, around);
  return step.kind === 'query' ? [queryRequest(step, answers)] : itemRequest(step, answers, state.exchanges);
}

function bound(
  request: PlannedRequest,
  { subjects }: RunState,
  target: Target,
  { contracts }: Pick<StageSurroundings, 'contracts'>,
): Sending {
  const contract = contractOf(contracts, request.operation);
  return bind(request, { target, contract, parameters: knownValues(contract, target.project, subjects) });
}

function followed(
  slot: LinkSlot,
  { exchanges }: RunState,
  target: Target,
  { contracts, conversation }: StageSurroundings,
): (Sending | Unsent)[] {
  const contract = contractOf(contracts, slot.operation);
  const answer = lastTry(exchanges, slot.from);
  return followUp(slot, contract, target, resourceOf(answer && conversation.redacted(answer), contract));
}

function contractOf(contracts: readonly Contract[], operation: string): Contract {
  const contract = contracts.find(({ name }) => name === operation);
  if (!contract) throw new Error(`The plan names the operation ${operation}, of which the run has no contract.`);
  return contract;
}

async function withFaults(stage: Stage, state: RunState, around: StageSurroundings): Promise<RunState> {
  const { contracts, conversation, startGuard } = around;
  const faults = faultsIn({ stages: [stage] });
  const unreadable = contracts.filter(({ name, success }) => {
    const read = lastTry(state.exchanges, `${name}/${firstRead}`);
    return state.disturbances.has(name) || !read || !isSuccess(read, success);
  });
  const shown = faults.map(fault => withoutOperations(fault, unreadable)).filter(({ reads }) => reads.length > 0);
  const obstacles = obstaclesIn(runSoFar(state, around), around.contracts);
  const unseen = unreadable.flatMap(({ name, body }) => {
    const unread = `the ${contentName(body)} could not be read before, so a fault would not show`;
    const reason = state.disturbances.get(name) ?? obstacles.get(name) ?? conversation.refusalFor(name, 1) ?? unread;
    return faults.flatMap(({ reads }) => reads.filter(({ operation }) => operation === name).map(unsentFor(reason)));
  });
  const result = await faultStage(shown, { ...lookingAround(state, around), startGuard });
  return {
    ...state,
    exchanges: [...state.exchanges, ...result.exchanges],
    unsent: [...state.unsent, ...unseen, ...result.unsent],
    damage: state.damage ?? result.damage,
  };
}

/** What it takes to see how the service is. */
function lookingAround(state: RunState, around: StageSurroundings): Omit<FaultSurroundings, 'startGuard'> {
  const { contracts, conversation, clock, ended } = around;
  return {
    conversation,
    bound: request => bound(request, state, conversation.target(), around),
    successOf: operation => contractOf(contracts, operation).success,
    sleep: milliseconds => clock.sleep(milliseconds, ended),
    ended,
  };
}

/** Sees to it that nothing is judged in a fault of an earlier run. */
export async function afterEarlierFault(
  fault: EarlierFault,
  state: RunState,
  around: StageSurroundings,
): Promise<RunState> {
  const run = runSoFar(state, around);
  // Of what the service has none of, nothing can be read.
  const isAbsent = (contract: Contract): boolean =>
    listAnswers(run, contract).some(({ subject, isReadable }) => subject === undefined && isReadable);
  const operations = around.contracts.filter(contract => !isAbsent(contract)).map(({ name }) => name);
  return { ...state, damage: await earlierFaultOver(fault, operations, lookingAround(state, around)) };
}

const unsentFor =
  (reason: string) =>
  ({ name }: PlannedRequest): Unsent => ({ name, reason });

/** A fault without what cannot be read before it: that shows no fault, and would never be back. */
function withoutOperations(fault: PlannedFault, unreadable: readonly Contract[]): PlannedFault {
  const isReadable = ({ operation }: PlannedRequest): boolean => unreadable.every(({ name }) => name !== operation);
  return { ...fault, reads: fault.reads.filter(isReadable), recoveries: fault.recoveries.filter(isReadable) };
}
