import type { Contract } from '../contract/contract.ts';
import { isUnconnected } from '../network/network-error.ts';
import { firstRead } from '../probes/ways.ts';
import { isEmbedded } from '../targets/target.ts';
import { type ListAnswer, listAnswers, type RunSoFar } from './list-answers.ts';
import { missingSubject, refusedUser, unknownSubject, unknownUser, wrongProject } from './not-tested-words.ts';
import type { RecordedTarget } from './recording.ts';
import { lastTry } from './tries.ts';

/**
 * Why an operation cannot be tested, as a sentence that begins with the variable to correct: the run's own user, project or
 * subject is wrong, or no connection can be made. Undefined if the service can be judged. The decision needs only the answers
 * to the first read and to the list, so a recording gives the same one at any time. The embedded service brings its own user
 * and subjects.
 */
export function whyNotTested(run: RunSoFar, contract: Contract): string | undefined {
  const { target } = run;
  const unreachable = whyUnreachable(run);
  if (unreachable !== undefined || isEmbedded(target)) return unreachable;
  const lists = listAnswers(run, contract);
  const missing = lists.find(({ subject, exchange }) => subject === undefined && exchange !== undefined);
  if (missing?.exchange) return missingSubject(missing, missing.exchange, target);
  const status = statusOfRead(run, contract);
  if (status === 401) return whyUnknown(lists, target);
  if (status === 403) return whyForbidden(contract, lists, target);
  return status === 400 || status === 404 ? whyNotFound(status, contract, lists, target) : undefined;
}

/** Why operations cannot be tested, by their names; those that can be are left out. */
export function obstaclesIn(run: RunSoFar, contracts: readonly Contract[]): ReadonlyMap<string, string> {
  const reasons = contracts.map(contract => [contract.name, whyNotTested(run, contract)] as const);
  return new Map(reasons.filter((one): one is [string, string] => one[1] !== undefined));
}

/** Whether the first read was refused in a way that a list explains, and no list does so far. */
export function needsList(run: RunSoFar, contract: Contract): boolean {
  const status = statusOfRead(run, contract);
  return status !== undefined && status !== 401 && whyNotTested(run, contract) !== undefined;
}

/** Says that not one HTTP response came, and why; undefined where one did. */
export function withoutResponse(run: RunSoFar): string | undefined {
  const { exchanges, target } = run;
  if (exchanges.some(({ response }) => response)) return undefined;
  const show = exchanges.find(({ name }) => name.endsWith(`/${firstRead}`)) ?? exchanges[0];
  const why = show?.failure?.message ?? 'nothing was sent';
  return whyUnreachable(run) ?? `Not one HTTP response came from ${target.endpoint}: ${why}.`;
}

/** Says that no connection can be made, where one failed and not one HTTP response came. */
export function whyUnreachable({ exchanges, target }: RunSoFar): string | undefined {
  if (exchanges.some(({ response }) => response)) return undefined;
  const failure = exchanges.map(one => one.failure).find(one => one && isUnconnected(one.kind));
  return failure && `Cannot connect to ${new URL(target.endpoint).origin}: ${failure.message}.`;
}

const statusOfRead = ({ exchanges }: RunSoFar, { name }: Contract): number | undefined =>
  lastTry(exchanges, `${name}/${firstRead}`)?.response?.status;

/** A user is known if Keystone has just given a token, or if the service has shown a list. */
function whyUnknown(lists: readonly ListAnswer[], target: RecordedTarget): string | undefined {
  const isKnown = target.identifiedBy === 'keystone' || lists.some(({ isReadable }) => isReadable);
  return isKnown ? undefined : unknownUser(target);
}

/** A user who may read a list may read what is in it. */
function whyForbidden(contract: Contract, lists: readonly ListAnswer[], target: RecordedTarget): string | undefined {
  const unread = lists.find(({ isReadable }) => !isReadable);
  return lists.length > 0 && !unread ? undefined : refusedUser(contract, target, unread?.exchange);
}

/** What is listed is there. A project that Keystone gave a token for is, too. */
function whyNotFound(
  status: 400 | 404,
  contract: Contract,
  lists: readonly ListAnswer[],
  target: RecordedTarget,
): string | undefined {
  const isOwnProject = target.identifiedBy !== 'keystone';
  const absent = lists.find(({ isListed }) => !isListed);
  if (!absent) return lists.length === 0 && isOwnProject ? wrongProject(status, contract, target) : undefined;
  const { isReadable, exchange } = absent;
  const isProjectRefused = !isReadable && (status === 400 || exchange?.response?.status === 400);
  return isOwnProject && isProjectRefused
    ? wrongProject(status, contract, target, exchange)
    : unknownSubject(status, contract, absent, target);
}
