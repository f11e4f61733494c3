import { contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { firstRead, unknownId } from '../probes/ways.ts';
import { type OperationRecording, operationRecording } from '../recording/operation-recording.ts';
import type { RecordedTarget, Recording } from '../recording/recording.ts';
import { contentOf, jsonOf, resourceOf } from '../recording/response-json.ts';
import { subjectNoun, subjectVariable } from '../targets/subjects.ts';
import { isObject } from '../text/json.ts';
import { type Exchange, header } from '../wire/exchange.ts';
import { type RefusableWay, refusableWays } from './refusals.ts';

/**
 * What to look at first in one operation (see `diagnosesOf`).
 * @param isBlanket whether the service gives the same status to everything, which is said once elsewhere
 */
export function operationDiagnoses(contract: Contract, recording: Recording, isBlanket: boolean): string[] {
  const recorded = operationRecording(recording, contract.name);
  const show = recorded.exchange(firstRead);
  return [
    ...(whyUnread(show, contract, recording.target) ?? whyNoContent(show, contract)),
    ...(isGranted(recorded, unknownId, contract)
      ? unknownIdGranted(recorded, contract, isBlanket)
      : wronglyGranted(recorded, contract)),
  ];
}

/** Why the first read failed; undefined when it did not. */
function whyUnread(
  show: Exchange | undefined,
  contract: Contract,
  { simulated, identifiedBy }: RecordedTarget,
): string[] | undefined {
  const { response, failure } = show ?? {};
  const what = `The ${contentName(contract.body)} could not be read`;
  if (!response) return [`${what}: ${failure?.message ?? 'nothing was sent'}.`];
  if (response.status === contract.success && !failure) return undefined;
  if (response.status >= 300 && response.status < 400) {
    return [`VBS_ENDPOINT: the service sends elsewhere (${response.status}); redirects are not followed.`];
  }
  const plain = `${what}: status ${response.status}${failure ? `, ${failure.message}` : ''}.`;
  if (simulated) return [...webPage(show), plain];
  const unknown = response.status === 401 && identifiedBy ? unknownUser[identifiedBy] : undefined;
  return [...webPage(show), unknown ?? refusalWords(response.status, contract) ?? plain];
}

/** What may be wrong where the service does not know the user (401), and no token was configured. */
const unknownUser = {
  keystone:
    'VBS_ENDPOINT: the service does not accept the token that Keystone gave (401); does it belong to the same cloud?',
  keys: 'VBS_ACCESS_KEY, VBS_SECRET_KEY: the service does not accept the signature (401); is the pair of this project, and the clock right?',
} as const;

/** What may be wrong where the first read is refused with this status. */
function refusalWords(status: number, { operation, body }: Contract): string | undefined {
  const [subject] = subjectParametersIn(operation.path);
  if (status === 400) {
    return 'OS_PROJECT_ID: the service refuses the request (400); is it the project that the token is scoped to?';
  }
  if (status === 401) return 'OS_TOKEN: the service does not accept the token (401); it may have expired.';
  if (status === 403) {
    const what = isOneResource(body) ? `${contentName(body)}s` : contentName(body);
    return `OS_TOKEN: the token may not read ${what} in this project (403).`;
  }
  if (status !== 404 || subject === undefined) return undefined;
  return `${subjectVariable(subject)}: the service knows no such ${subjectNoun(subject)} in this project (404); or VBS_ENDPOINT leads elsewhere.`;
}

/** What is wrong with a successful answer that lacks its content. */
function whyNoContent(show: Exchange | undefined, contract: Contract): string[] {
  if (!show?.response || contentOf(show, contract) !== undefined) return [];
  const page = webPage(show);
  if (page.length > 0) return page;
  const name = contentName(contract.body);
  const json = jsonOf(show.response);
  if (json.error !== undefined) return [`The answer to the read of the ${name} is no JSON: ${json.error}.`];
  const kind = isOneResource(contract.body) ? 'object' : 'list';
  const what = isObject(json.value) ? `has no ${kind} "${name}"` : 'is no object';
  return [`VBS_ENDPOINT: this is not the API that was meant: its answer is JSON, but ${what}.`];
}

/** A web server's page where JSON should be. */
function webPage(show: Exchange | undefined): string[] {
  const type = (show?.response && header(show.response, 'content-type')) ?? '';
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
    ? ['VBS_ENDPOINT: this is no OpenStack API: the answer is HTML.']
    : [];
}

const isGranted = (recorded: OperationRecording, name: string, { success }: Contract): boolean =>
  recorded.exchange(name)?.response?.status === success;

/** A service that shows something for any id: what it shows to other users matters less. */
function unknownIdGranted(recorded: OperationRecording, contract: Contract, isBlanket: boolean): string[] {
  if (resourceOf(recorded.exchange(unknownId), contract)) {
    return [`The service shows a ${contentName(contract.body)} for an id that nobody has.`];
  }
  return isBlanket ? [] : [`The service answers ${contract.success} to a request for an id that nobody has.`];
}

/** Requests that were granted and should have been refused. */
function wronglyGranted(recorded: OperationRecording, contract: Contract): string[] {
  const admitted = refusableWays(contract).filter(({ name }) => isGranted(recorded, name, contract));
  if (admitted.length === 0) return [];
  const isShown = ({ name }: RefusableWay): boolean => contentOf(recorded.exchange(name), contract) !== undefined;
  const who = admitted.map(({ mustBeRefused }) => mustBeRefused.who).join(', ');
  return [
    admitted.some(isShown)
      ? `The service shows the ${contentName(contract.body)} to ${who}.`
      : `The service answers with ${contract.success} to ${who}.`,
  ];
}
