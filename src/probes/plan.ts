import { contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Subjects } from '../targets/subjects.ts';
import { type FaultHook, isEmbedded, type Target } from '../targets/target.ts';
import { capitalized } from '../text/capitalized.ts';
import { type LinkSlot, linkSlots } from './link-slots.ts';
import { type ListSlot, listSlots, otherListOf, type WalkSlot } from './list-slots.ts';
import type { PlannedRequest } from './planned-request.ts';
import { reasonNotToAsk, reasonNotToSend } from './sendable.ts';
import type { Unsent } from './sending.ts';
import { type ListRead, laterListsFor, listReadsFor, lookupsFor, type SubjectLookup } from './subjects.ts';
import type { Way } from './way.ts';
import { firstRead, lastRead, waysOf } from './ways.ts';

/**
 * What a run will do to one target, as data: made before anything is sent, without secrets and without values that only
 * answers tell. The run carries it out; the dry run, the doctor and the progress line read it.
 */
export interface Plan {
  /** In the order in which they are carried out. */
  readonly stages: readonly Stage[];
  /** The requests for documented statuses that are not sent to this target, each with its reason. */
  readonly unsent: readonly Unsent[];
}

/** Steps that are carried out at the same time. Only faults come one after the other. */
export interface Stage {
  readonly name:
    | 'find subjects'
    | 'read'
    | 'explain refusals'
    | 'ways and links'
    | 'walks'
    | 'faults'
    | 'read again'
    | 'explain absences';
  readonly steps: readonly Step[];
}

/** One step of a stage. */
export type Step = PlannedRequest | SubjectLookup | ListRead | LinkSlot | ListSlot | PlannedFault;

/** A fault that the operator's commands cause: it is entered once, and every operation is read while it lasts. */
export interface PlannedFault {
  readonly kind: 'fault';
  readonly hook: FaultHook;
  readonly reads: readonly PlannedRequest[];
  /** One more read of each operation, to see that the fault is over. Repetitions have names of their own. */
  readonly recoveries: readonly PlannedRequest[];
}

/** Milliseconds before each check whether the service is back: about a minute in total, with few requests. */
export const recoveryPauses: readonly number[] = [0, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];

/**
 * Plans a run.
 * @param target what is known of the target before anything is sent (see `previewOf`)
 * @param subjects what is asked about, as it is configured
 * @param needed names of the ways and links that anything judges; undefined: all are sent
 * @throws ConfigurationError for a path parameter that is not configured and that no list can provide
 */
export function planOf(
  contracts: readonly Contract[],
  target: Target,
  subjects: Subjects,
  needed?: ReadonlySet<string>,
): Plan {
  const unneeded = (name: string): string | undefined =>
    needed === undefined || needed.has(name) ? undefined : 'no check of this run needs it';
  const tried = contracts.flatMap(contract =>
    waysOf(contract)
      .filter(({ name }) => name !== firstRead)
      .map(way => {
        const name = `${contract.name}/${way.name}`;
        return { contract, way, name, reason: unneeded(name) ?? reasonNotToSend(way, target, contract.name) };
      }),
  );
  const slots = contracts
    .flatMap((contract): (LinkSlot | ListSlot)[] => [...linkSlots(contract), ...listSlots(contract)])
    .map(slot => ({ slot, name: slot.name, reason: unneeded(slot.name) }));
  const others = contracts.flatMap(otherListOf).map(request => {
    const reason = unneeded(request.name) ?? reasonNotToAsk(request.difference, target);
    return { request, name: request.name, reason };
  });
  const unsent = [...tried, ...slots, ...others].flatMap(({ name, reason }): Unsent[] =>
    reason === undefined ? [] : [{ name, reason }],
  );
  const sent = tried.filter(({ reason }) => reason === undefined);
  const opened = slots.flatMap(({ slot, reason }) => (reason === undefined ? slot : []));
  const isWalk = (slot: LinkSlot | ListSlot): slot is WalkSlot => slot.kind === 'walk';
  const elsewhere = others.flatMap(({ request, reason }) => (reason === undefined ? request : []));
  const atOnce = sent.filter(({ way }) => way.evidence !== 'hooked').map(requestFor);
  const stages: readonly Stage[] = [
    { name: 'find subjects', steps: lookupsFor(contracts, subjects) },
    { name: 'read', steps: contracts.map(firstReadOf) },
    // The embedded service refuses nothing that it should not.
    { name: 'explain refusals', steps: isEmbedded(target) ? [] : listReadsFor(contracts, subjects) },
    { name: 'ways and links', steps: [...atOnce, ...elsewhere, ...opened.filter(slot => !isWalk(slot))] },
    { name: 'walks', steps: opened.filter(isWalk) },
    { name: 'faults', steps: faultsOf(sent, target) },
    { name: 'read again', steps: contracts.map(lastReadOf) },
    { name: 'explain absences', steps: isEmbedded(target) ? [] : laterListsFor(contracts) },
  ];
  return { stages: stages.filter(({ steps }) => steps.length > 0), unsent };
}

const openingStages: readonly Stage['name'][] = ['find subjects', 'read', 'explain refusals'];

/** The beginning of a plan, which shows whether the rest of it can be carried out. */
export const openingOf = ({ stages }: Plan): Plan => ({
  stages: stages.filter(({ name }) => openingStages.includes(name)),
  unsent: [],
});

/** How many requests a step sends at least and at most, without repetitions that the service asks for. */
export function requestsOf(step: Step): readonly [least: number, most: number] {
  if (step.kind === 'link' || step.kind === 'walk') return [0, step.atMost];
  if (step.kind === 'list' || step.kind === 'query' || step.kind === 'item') return [0, 1];
  if (step.kind !== 'fault') return [1, 1];
  const { reads, recoveries } = step;
  return [reads.length + recoveries.length, reads.length + recoveries.length * recoveryPauses.length];
}

/** The same of a whole plan. */
export function requestsIn({ stages }: Plan): readonly [least: number, most: number] {
  const counts = stages.flatMap(({ steps }) => steps.map(requestsOf));
  const sum = (index: 0 | 1): number => counts.reduce((all, count) => all + count[index], 0);
  return [sum(0), sum(1)];
}

/** A way of one operation. */
interface OperationWay {
  readonly contract: Contract;
  readonly way: Way;
}

function requestFor({ contract, way }: OperationWay): PlannedRequest {
  const sentence = `${capitalized(way.title)}, which should get ${way.code}.`;
  return {
    kind: 'request',
    name: `${contract.name}/${way.name}`,
    operation: contract.name,
    difference: way.request,
    code: way.code,
    purpose: way.harmless === undefined ? sentence : `${sentence} ${way.harmless}`,
  };
}

const read = (contract: Contract, name: string, purpose: string): PlannedRequest => ({
  kind: 'request',
  name: `${contract.name}/${name}`,
  operation: contract.name,
  difference: {},
  purpose,
});

const firstReadOf = (contract: Contract): PlannedRequest =>
  read(contract, firstRead, `Reads the ${contentName(contract.body)}, as every client does.`);

const lastReadOf = (contract: Contract): PlannedRequest =>
  read(
    contract,
    lastRead,
    `Reads the ${contentName(contract.body)} again, to see whether ${isOneResource(contract.body) ? 'it is' : 'they are'} the same.`,
  );

/** The operator's faults that earn a documented status, one after the other. */
function faultsOf(sent: readonly OperationWay[], target: Target): PlannedFault[] {
  const hooked = sent.filter(({ way }) => way.evidence === 'hooked');
  return target.hooks.flatMap((hook): PlannedFault[] => {
    const concerned = hooked.filter(({ way }) => way.code === hook.code);
    if (concerned.length === 0) return [];
    const reads = concerned.map((one): PlannedRequest => ({ ...requestFor(one), once: true }));
    const recoveries = concerned.map(({ contract }) =>
      read(contract, `recovery/${hook.code}`, 'Checks whether the fault is over.'),
    );
    return [{ kind: 'fault', hook, reads, recoveries }];
  });
}
