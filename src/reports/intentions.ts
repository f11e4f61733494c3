import type { Contract } from '../contract/contract.ts';
import { bind } from '../probes/binding.ts';
import type { ListSlot } from '../probes/list-slots.ts';
import { type Plan, type PlannedFault, requestsIn, type Step } from '../probes/plan.ts';
import type { PlannedRequest } from '../probes/planned-request.ts';
import type { Sending, Unsent } from '../probes/sending.ts';
import { knownValues } from '../probes/subjects.ts';
import { listRequest } from '../probing/subject-lookup.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Target } from '../targets/target.ts';
import { maxConcurrent, maxRepetitions, maxRequests } from '../wire/limits.ts';

/** A plan in words, in the order in which it is carried out. */
export interface Intentions {
  readonly requests: readonly Intention[];
  readonly unsent: readonly Unsent[];
  /** The bounds of all of it, as a sentence. */
  readonly bounds: string;
}

/** One request of a plan. */
export interface Intention {
  readonly name: string;
  /** Method, URL, and the header fields that make it unlike the plain read; no secret among them. */
  readonly request: string;
  /** What it is for and why it is harmless, as a sentence. */
  readonly purpose: string;
}

/** What a plan is made of. Words stand in place of what only answers can say. */
export interface PlanSources {
  readonly contracts: readonly Contract[];
  /** The target as it is known before anything is sent. */
  readonly preview: Target;
  readonly subjects: Subjects;
}

/** Puts a plan into words. */
export function intentionsOf(plan: Plan, sources: PlanSources): Intentions {
  const steps = plan.stages.flatMap(stage => stage.steps);
  const [least, most] = requestsIn(plan);
  const { rate } = sources.preview;
  const harm = steps.some(({ kind }) => kind === 'fault')
    ? 'They change nothing, but the fault hooks do.'
    : 'They change nothing.';
  const pace = rate === undefined ? 'as fast as they are answered' : `${rate} a second`;
  return {
    requests: steps.flatMap(step => intentionsFor(step, sources)),
    unsent: plan.unsent,
    bounds: `${least} to ${most} requests are planned, and at most ${maxRequests} are sent for an operation, ${pace}, ${maxConcurrent} at a time; ${maxRepetitions} more may ask again where the service is disturbed. ${harm}`,
  };
}

function intentionsFor(step: Step, sources: PlanSources): Intention[] {
  switch (step.kind) {
    case 'lookup':
    case 'list':
      return [{ name: step.name, request: lineOf(listRequest(step, sources.preview)), purpose: step.purpose }];
    case 'request':
      return [{ name: step.name, request: lineOf(bound(step, sources)), purpose: step.purpose }];
    case 'link':
      return [{ name: step.name, request: `GET the ${step.relation} link of the answer`, purpose: step.purpose }];
    case 'query':
    case 'walk':
    case 'item':
      return [{ name: step.name, request: listWords(step, sources), purpose: step.purpose }];
    case 'fault':
      return step.reads.map(read => inFault(step, read, sources));
  }
}

/** Only the first read of a list tells with which values its parts are asked for. */
function listWords(step: ListSlot, { contracts }: PlanSources): string {
  const list = contracts.find(({ name }) => name === step.operation)?.list;
  if (step.kind === 'item') return `GET an item of the list, by ${list?.shownBy?.operation.path}`;
  if (step.kind === 'walk') return `GET the list with ${list?.limit?.name}, and the pages after it`;
  const { query } = step;
  if (query.asks === 'count') return `GET the list with ${list?.count?.parameter.name}`;
  if (query.asks === 'after offset') return `GET the list with ${list?.offset?.name}`;
  return `GET the list with ${query.parameter}`;
}

function inFault({ hook, reads }: PlannedFault, read: PlannedRequest, sources: PlanSources): Intention {
  const [enter, leave] = [hook.enter.join(' '), hook.leave.join(' ')];
  // The fault is entered once, for the reads of all operations.
  const all = reads.length > 1 ? 'the reads of all operations' : 'it';
  return {
    name: read.name,
    request: `${lineOf(bound(read, sources))}, between "${enter}" and "${leave}"`,
    purpose: `${read.purpose} Runs "${enter}" before and "${leave}" after ${all}, and then checks that the fault is over.`,
  };
}

function bound(request: PlannedRequest, { contracts, preview, subjects }: PlanSources): Sending {
  const contract = contracts.find(({ name }) => name === request.operation) as Contract;
  return bind(request, { target: preview, contract, parameters: knownValues(contract, preview.project, subjects) });
}

/** Header fields that every request has, or whose value is secret. */
const plainFields = /^(?:accept|user-agent|x-auth-token|x-project-id)$/i;

function lineOf({ method, url, headers, ...rest }: Sending): string {
  const fields = Object.entries(headers).filter(([name, value]) => !plainFields.test(name) || value === 'image/png');
  const through = rest.kind === 'proxied' ? `, through ${withoutCredentials(rest.proxy)}` : '';
  const to = rest.kind === 'unfinished' && rest.front ? `, sent to ${rest.front}` : '';
  return `${method} ${url}${fields.map(([name, value]) => `, ${name}: ${value}`).join('')}${through}${to}`;
}

const withoutCredentials = (proxy: string): string => (URL.canParse(proxy) ? new URL(proxy).origin : proxy);
