import { type Body, contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { subjectNoun, subjectVariable } from '../targets/subjects.ts';
import type { Identification } from '../targets/target.ts';
import { capitalized } from '../text/capitalized.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import type { ListAnswer } from './list-answers.ts';
import type { RecordedTarget } from './recording.ts';
import { endpointToCorrect, subjectToCorrect, userToCorrect } from './settings-to-correct.ts';

/** What identifies the own user, for people. */
const identifications: Readonly<Record<Identification, string>> = {
  token: 'token',
  keys: 'key pair',
  keystone: 'user',
};

const identificationOf = ({ identifiedBy }: RecordedTarget): string => identifications[identifiedBy ?? 'token'];

/** A sentence that begins with the name of a setting. */
const about = (setting: string, rest: string): string => `${capitalized(setting)}${rest}`;

/** What came of the read of a list that cannot be read. */
const listText = (answer: Exchange): string =>
  answer.response?.status === 200 && !answer.failure ? 'the answer is not a list' : answerText(answer);

/** The service does not know the user. */
export const unknownUser = (target: RecordedTarget): string =>
  target.identifiedBy === 'keys'
    ? `${userToCorrect(target)}: the service does not accept the signature (401); use a key pair of this project, and see that the clock of this machine is right.`
    : 'OS_TOKEN: the service does not accept the token (401); it may have expired, and "openstack token issue" gives a new one.';

/** The user may not read what the operation shows. @param list the answer to the read of the list, if there is one */
export function refusedUser({ body }: Contract, target: RecordedTarget, list: Exchange | undefined): string {
  const what = identificationOf(target);
  const sentence = `: the ${what} may not read ${resourcesIn(body)} in this project (403)${alsoOf(list, 403)}; use one that has a role there.`;
  return about(userToCorrect(target), sentence);
}

/** The service refuses the project. @param list the answer to the read of the list, if there is one */
export const wrongProject = (status: number, { body }: Contract, target: RecordedTarget, list?: Exchange): string =>
  projectSentence(`${status} to reads of ${resourcesIn(body)}${alsoOf(list, status)}`, target);

/** What an operation shows one or several of. */
const resourcesIn = (body: Body): string => (isOneResource(body) ? `${contentName(body)}s` : contentName(body));

/**
 * Adds how a list cannot be read either. Where it is refused like the read, nothing is added: the same sentence is told of
 * the list's own operation, and is told once.
 */
function alsoOf(list: Exchange | undefined, status: number): string {
  if (!list || list.response?.status === status) return '';
  return `, and their list cannot be read either (${listText(list)})`;
}

/** The service does not have what the operation asks about. */
export function unknownSubject(status: number, { name }: Contract, list: ListAnswer, target: RecordedTarget): string {
  const { parameter, isReadable, exchange } = list;
  const setting = subjectToCorrect(target, name, parameter);
  const noun = subjectNoun(parameter);
  const unread = exchange ? `, and the list of ${noun}s cannot be read (${listText(exchange)})` : '';
  const more = isReadable ? ', and does not list it' : unread;
  const sentence = `: the service answers ${status} to the read of this ${noun}${more}; set it to the id of a ${noun} in this project${whereNothingIs(exchange, target)}.`;
  return about(setting, sentence);
}

/** Nothing is configured to ask about, and none is found in the list, which was answered so. */
export function missingSubject(
  { parameter, source, isReadable }: ListAnswer,
  list: Exchange,
  target: RecordedTarget,
): string {
  const [noun, variable] = [subjectNoun(parameter), subjectVariable(parameter)];
  const status = list.response?.status;
  const isOfKeystone = target.identifiedBy === 'keystone';
  if (isReadable) {
    const kind = Object.values(source?.where ?? {}).join(' ');
    return `${variable} is not set, and the service lists no ${kind} ${noun} in this project; set it to the id of a ${noun}, or create one there.`;
  }
  if (status === 401 && !isOfKeystone) return unknownUser(target);
  if (status === 403) {
    const sentence = `: the ${identificationOf(target)} may not read the list of ${noun}s in this project (403); use one that has a role there, or set ${variable}.`;
    return about(userToCorrect(target), sentence);
  }
  if (status === 400 && !isOfKeystone) return projectSentence(`400 to reads of ${noun}s`, target);
  return `${variable} is not set, and the service does not list ${noun}s (${listText(list)}); set it to the id of a ${noun}${whereNothingIs(list, target)}.`;
}

/** What else may be wrong where not even the list is there. */
function whereNothingIs(list: Exchange | undefined, target: RecordedTarget): string {
  if (list?.response?.status !== 404) return '';
  const endpoint = endpointToCorrect(target);
  const others = target.identifiedBy === 'keystone' ? `${endpoint} is` : `OS_PROJECT_ID and ${endpoint} are`;
  return `, and see whether ${others} right`;
}

const projectSentence = (answer: string, target: RecordedTarget): string =>
  `OS_PROJECT_ID: the service answers ${answer}; set it to the project of the ${identificationOf(target)}, and see whether ${endpointToCorrect(target)} leads to this API.`;
