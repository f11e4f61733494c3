import { contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead, unknownId } from '../probes/ways.ts';
import { listAnswers } from '../recording/list-answers.ts';
import { type OperationRecording, operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { contentOf, jsonOf, resourceOf } from '../recording/response-json.ts';
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
    ...(whyUnread(show, contract, recording) ?? whyNoContent(show, contract)),
    ...(isGranted(recorded, unknownId, contract)
      ? unknownIdGranted(recorded, contract, isBlanket)
      : wronglyGranted(recorded, contract)),
  ];
}

/** Why the first read failed; undefined when it did not. */
function whyUnread(show: Exchange | undefined, contract: Contract, recording: Recording): string[] | undefined {
  const { response, failure } = show ?? {};
  const what = `The ${contentName(contract.body)} could not be read`;
  if (!response) return [`${what}: ${failure?.message ?? 'nothing was sent'}.`];
  if (response.status === contract.success && !failure) return undefined;
  if (response.status >= 300 && response.status < 400) {
    return [
      `VBS_ENDPOINT: the service redirects to another address (${response.status}); redirects are not followed. Set it to the address of the service itself.`,
    ];
  }
  const plain = `${what}: status ${response.status}${failure ? `, ${failure.message}` : ''}`;
  if (response.status === 401 && recording.target.identifiedBy === 'keystone') return [...webPage(show), foreignToken];
  const isListed = listAnswers(recording, contract).some(({ isReadable }) => isReadable);
  return [...webPage(show), isListed ? `${plain}, though the service shows the list to the same user.` : `${plain}.`];
}

const foreignToken =
  'VBS_ENDPOINT: the service does not accept the token that Keystone gave (401); does it belong to the same cloud?';

/** What is wrong with a successful answer that lacks its content. */
function whyNoContent(show: Exchange | undefined, contract: Contract): string[] {
  if (!show?.response || contentOf(show, contract) !== undefined) return [];
  const page = webPage(show);
  if (page.length > 0) return page;
  const name = contentName(contract.body);
  const json = jsonOf(show.response);
  if (json.error !== undefined) return [`The answer to the read of the ${name} is not JSON, but ${json.error}.`];
  const kind = isOneResource(contract.body) ? 'object' : 'list';
  const what = isObject(json.value) ? `has no ${kind} "${name}"` : 'is not an object';
  return [`VBS_ENDPOINT: this is another API: its answer is JSON, but ${what}.`];
}

/** Says that an operation, which could not be tested, was answered by a web server's page. */
export const webPageDiagnosis = ({ name }: Contract, recording: Recording): string[] =>
  webPage(operationRecording(recording, name).exchange(firstRead));

/** A web server's page where JSON should be. */
function webPage(show: Exchange | undefined): string[] {
  const type = (show?.response && header(show.response, 'content-type')) ?? '';
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
    ? ['VBS_ENDPOINT: this is not an OpenStack API: the answer is HTML.']
    : [];
}

const isGranted = (recorded: OperationRecording, name: string, { success }: Contract): boolean =>
  recorded.exchange(name)?.response?.status === success;

/** A service that shows something for any id: what it shows to other users matters less. */
function unknownIdGranted(recorded: OperationRecording, contract: Contract, isBlanket: boolean): string[] {
  if (resourceOf(recorded.exchange(unknownId), contract)) {
    return [`The service shows a ${contentName(contract.body)} for an id that does not exist.`];
  }
  return isBlanket ? [] : [`The service answers ${contract.success} to a request for an id that does not exist.`];
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
      : `The service answers ${contract.success} to ${who}.`,
  ];
}
