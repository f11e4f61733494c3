import { contentName } from '../contract/body.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import { isProject, parametersIn } from '../contract/path.ts';
import type { StatusFact } from '../documentation/fact.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Evidence, Way, WayOutcome } from '../probes/way.ts';
import { firstRead, unknownId, waysOf } from '../probes/ways.ts';
import { type AnsweredBy, answeredBy } from '../recording/answered-by.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { resourceOf } from '../recording/response-json.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { putOff } from './put-off.ts';

/** One rule for each documented status: what should earn it does. */
export function statusChecks(contract: Contract): Check[] {
  return contract.statuses.map(status => statusCheck(contract, status));
}

function statusCheck(contract: Contract, status: StatusFact): Check {
  const { id, operation } = contract;
  const own = waysTo(contract, status.code);
  const titles = own.map(({ title }) => title).join('; ');
  const statement = `${status.code} ${status.phrase}`.trim();
  const fact: Citation = { source: status.place.file, line: status.place.line, clause: `${statement} is documented` };
  const operationCited: Citation = {
    source: operation.place.file,
    line: operation.place.line,
    clause: `${operation.method} ${operation.path}`,
  };
  return {
    id: `${id}/${status.id}`,
    kind: 'statuses',
    level: 'MUST',
    title: `${statement} is what the service answers to: ${titles || 'nothing we know of'}`,
    fails: own.map(whatFails).join('; '),
    cites: status.normal ? [fact, operationCited] : [fact],
    judge: asked => judgeStatus(status.code, own, contract, asked),
  };
}

/** The ways of an operation to a status, in the table's order. */
export const waysTo = (contract: Contract, code: number): Way[] => waysOf(contract).filter(way => way.code === code);

function whatFails({ title, open }: Way): string {
  if (open.includes('anything else')) return `${title}: nothing, it can only earn the code`;
  return `${title}: any other status${open.length > 0 ? ` (left open: ${open.join(', ')})` : ''}`;
}

function judgeStatus(code: number, own: readonly Way[], contract: Contract, asked: OperationRecording): Judgement {
  const tried = own.flatMap(way => trial(way, contract, asked) ?? []);
  const names = tried.map(({ way }) => way.name);
  const earning = tried.filter(({ outcome }) => outcome === 'earned');
  const isContradicted = tried.some(({ outcome }) => outcome === 'contradicted');
  if (earning.length === 0 && !isContradicted) return unproven(reasons(own, tried, asked), names);
  const assertions = tried.map(
    ({ way, outcome, actual }): Assertion => ({
      title: way.title,
      expected: outcome === 'open' ? `status ${code}, or this, which is left open` : `status ${code}`,
      actual,
      holds: outcome !== 'contradicted',
    }),
  );
  const strongest = earning[0]?.way.evidence ?? tried[0]?.way.evidence;
  const judgement = judged(assertions, names, strongest);
  const isSimulated = asked.recording.target.simulated;
  const words = tried.filter(({ outcome }) => outcome !== 'contradicted').map(one => wordsOn(one, isSimulated));
  const message = [judgement.message, ...words].filter(Boolean).join('; ');
  return { ...judgement, message, ...(earning.length > 0 ? { answeredBy: earnedBy(earning) } : {}) };
}

/** The service itself counts more than a front before it. */
const answerers: readonly AnsweredBy[] = ['service', 'unknown', 'front'];

function earnedBy(earning: readonly Trial[]): AnsweredBy {
  const all = earning.flatMap(({ exchange }) => (exchange.response ? answeredBy(exchange.response) : []));
  return answerers.find(one => all.includes(one)) ?? 'unknown';
}

const fromWhom: Readonly<Record<AnsweredBy, string>> = {
  service: 'from the service',
  front: 'from a front',
  unknown: 'from whom cannot be told',
};

/** Which way earned the code, and what the others got. */
function wordsOn({ way, exchange, outcome, actual, mute }: Trial, isSimulated: boolean): string {
  if (outcome !== 'earned') return `${way.title}: ${actual}, ${mute ?? 'which is left open'}`;
  const from = exchange.response ? ` ${fromWhom[answeredBy(exchange.response)]}` : '';
  return `${way.title}: earned (${evidenceOn(isSimulated, way.evidence)})${from}`;
}

/** A way that was tried, and what came of it. */
interface Trial {
  readonly way: Way;
  readonly exchange: Exchange;
  readonly outcome: WayOutcome;
  /** The answer, for people. */
  readonly actual: string;
  /** Why the answer says nothing of the way, where it does not. */
  readonly mute?: string | undefined;
}

function trial(way: Way, contract: Contract, asked: OperationRecording): Trial | undefined {
  const exchange = asked.exchange(way.name);
  if (!exchange) return undefined;
  const { response, failure } = exchange;
  const status = response?.status;
  const actual = status === undefined ? (failure?.message ?? 'no answer') : `status ${status}`;
  const isWanted = status === way.code;
  const mute = (isWanted ? undefined : putOff(response)) ?? sameElsewhere(way, status, contract, asked);
  if (mute) return { way, exchange, outcome: 'open', actual, mute };
  const outcome = wayOutcome(way, { status, fromFront: response !== undefined && answeredBy(response) === 'front' });
  return { way, exchange, outcome, actual };
}

/**
 * A status says nothing of what was special about a request when the request without it gets the same one: a service that
 * answers 404 to everything earns no 404. Nor does one earn 200 that answers 200 for an id that nobody has, unless
 * it shows the very resource that was asked for. Undefined where the answer does tell something.
 */
function sameElsewhere(
  way: Way,
  status: number | undefined,
  contract: Contract,
  asked: OperationRecording,
): string | undefined {
  const show = asked.exchange(firstRead);
  if (way.name !== firstRead) {
    const isRefusedAnyway = show !== undefined && status === show.response?.status && status !== contract.success;
    return isRefusedAnyway ? `which the ${contentName(contract.body)} itself gets too` : undefined;
  }
  if (status !== way.code || asked.exchange(unknownId)?.response?.status !== status) return undefined;
  const values = Object.values(resourceOf(show, contract) ?? {});
  const isAskedFor = subjectsOf(contract, asked).every(value => values.includes(value));
  return isAskedFor ? undefined : 'which an id that nobody has gets too';
}

/** The values of the path's parameters beside the project: what the operation was asked about. */
const subjectsOf = ({ operation }: Contract, { parameters }: OperationRecording): (string | undefined)[] =>
  parametersIn(operation.path)
    .filter(name => !isProject(name))
    .map(name => parameters[name]);

/** The ways that earned a status, with their answers. */
export function earned(
  contract: Contract,
  code: number,
  asked: OperationRecording,
): { readonly way: Way; readonly response: Response }[] {
  return waysTo(contract, code).flatMap(way => {
    const tried = trial(way, contract, asked);
    return tried?.outcome === 'earned' && tried.exchange.response ? [{ way, response: tried.exchange.response }] : [];
  });
}

function reasons(own: readonly Way[], tried: readonly Trial[], asked: OperationRecording): string {
  const [first] = tried;
  // One cause for all ways, told the same for all codes.
  if (first?.mute && tried.every(({ mute }) => mute === first.mute)) return `${first.actual}, ${first.mute}`;
  const open = tried.map(one => wordsOn(one, asked.recording.target.simulated));
  const untried = own
    .filter(way => !tried.some(one => one.way === way))
    .map(way => `${way.title}: ${asked.unsentReason(way.name) ?? 'not sent'}`);
  return [...open, ...untried].join('; ') || 'no way to this status is known';
}

/** With what kind of proof a code was earned on this target: everything the embedded service shows is simulated. */
export const evidenceOn = (isSimulated: boolean, evidence: Evidence): Evidence =>
  isSimulated ? 'simulated' : evidence;
