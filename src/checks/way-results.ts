import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Way, WayOutcome } from '../probes/way.ts';
import { firstRead, unknownId } from '../probes/ways.ts';
import { answeredBy } from '../recording/answered-by.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { resourceOf } from '../recording/response-json.ts';
import { triesText } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';
import { putOffReason } from './put-off.ts';
import { unacceptedToken } from './unaccepted-token.ts';
import { unsettledReason } from './unsettled.ts';

/** A way whose request was sent, and its outcome. */
export interface WayResult {
  readonly way: Way;
  readonly exchange: Exchange;
  readonly outcome: WayOutcome;
  /** The answer, for people. */
  readonly actual: string;
  /** Why the answer proves nothing about the way. The outcome is open then. */
  readonly noEvidence?: string;
}

/** The results of the ways whose requests were sent. */
export const wayResults = (ways: readonly Way[], contract: Contract, recorded: OperationRecording): WayResult[] =>
  ways.flatMap(way => {
    const exchange = recorded.exchange(way.name);
    return exchange ? wayResult(way, exchange, contract, recorded) : [];
  });

function wayResult(way: Way, exchange: Exchange, contract: Contract, recorded: OperationRecording): WayResult {
  const { response } = exchange;
  const status = response?.status;
  const isWanted = status === way.code;
  const noEvidence =
    whyUnsteady(way, exchange, recorded) ??
    (isWanted ? undefined : putOffReason(response)) ??
    unacceptedToken(way, status, recorded) ??
    sameElsewhere(way, status, contract, recorded);
  const actual = actualText(recorded.tries(way.name), exchange);
  if (noEvidence) return { way, exchange, outcome: 'open', actual, noEvidence };
  const outcome = wayOutcome(way, { status, fromFront: response !== undefined && answeredBy(response) === 'front' });
  return { way, exchange, outcome, actual };
}

/** The answer, or all of them where the request was asked again. */
function actualText(tries: readonly Exchange[], { response, failure }: Exchange): string {
  if (tries.length > 1) return triesText(tries);
  return response ? String(response.status) : `no answer${failure ? `: ${failure.message}` : ''}`;
}

/**
 * Why the answers of a request that was asked again prove nothing. Where the code came only after another status, it may be
 * that answer which is the service's usual one. A broken connection is no answer, and the success of a read is judged itself.
 */
function whyUnsteady(way: Way, { response }: Exchange, recorded: OperationRecording): string | undefined {
  const unsettled = unsettledReason(recorded, way.name, way.code);
  if (unsettled !== undefined || way.name === firstRead || response?.status !== way.code) return unsettled;
  const isOther = recorded.tries(way.name).some(one => !one.failure && one.response?.status !== way.code);
  return isOther ? 'which differ, so that they prove nothing' : undefined;
}

/**
 * Why a status proves nothing: the plain read gets it, too, so it is not an answer to what is special about the request.
 * For example, a service that answers 404 to everything earns no 404. A service that answers 200 for an unknown id earns no
 * 200, unless it shows exactly the resource that was requested. Undefined when the answer does prove something.
 */
function sameElsewhere(
  way: Way,
  status: number | undefined,
  contract: Contract,
  recorded: OperationRecording,
): string | undefined {
  const show = recorded.exchange(firstRead);
  if (way.name !== firstRead) {
    const isRefusedAnyway = show !== undefined && status === show.response?.status && status !== contract.success;
    return isRefusedAnyway
      ? `but the service answers this to the plain read of the ${contentName(contract.body)}, too`
      : undefined;
  }
  if (status !== way.code || recorded.exchange(unknownId)?.response?.status !== status) return undefined;
  const values = Object.values(resourceOf(show, contract) ?? {});
  const isAskedFor = subjectsOf(contract, recorded).every(value => values.includes(value));
  return isAskedFor ? undefined : 'but the service answers this for an unknown id, too';
}

/** The values of the path's parameters without the project: the resource that was requested. */
const subjectsOf = ({ operation }: Contract, { parameters }: OperationRecording): (string | undefined)[] =>
  subjectParametersIn(operation.path).map(name => parameters[name]);
