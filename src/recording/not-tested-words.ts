import { contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { subjectNoun, subjectVariable } from '../targets/subjects.ts';
import type { Identification } from '../targets/target.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import type { ListAnswer } from './list-answers.ts';
import type { RecordedTarget } from './recording.ts';

/** What says who the own user is, and what it is called. */
interface Credentials {
  readonly variables: string;
  readonly what: string;
}

const credentials: Readonly<Record<Identification, Credentials>> = {
  token: { variables: 'OS_TOKEN', what: 'token' },
  keys: { variables: 'VBS_ACCESS_KEY, VBS_SECRET_KEY', what: 'key pair' },
  keystone: { variables: 'OS_CLOUD, OS_USERNAME', what: 'user' },
};

const credentialsOf = ({ identifiedBy }: RecordedTarget): Credentials => credentials[identifiedBy ?? 'token'];

/** What came of the read of a list that cannot be read. */
const listText = (answer: Exchange): string =>
  answer.response?.status === 200 && !answer.failure ? 'the answer is not a list' : answerText(answer);

/** The service does not know the user. */
export const unknownUser = ({ identifiedBy }: RecordedTarget): string =>
  identifiedBy === 'keys'
    ? `${credentials.keys.variables}: the service does not accept the signature (401); use a key pair of this project, and see that the clock of this machine is right.`
    : 'OS_TOKEN: the service does not accept the token (401); it may have expired, and "openstack token issue" gives a new one.';

/** The user may not read what the operation shows. @param list the answer to the read of the list, if there is one */
export function refusedUser({ body }: Contract, target: RecordedTarget, list: Exchange | undefined): string {
  const { variables, what } = credentialsOf(target);
  const resources = isOneResource(body) ? `${contentName(body)}s` : contentName(body);
  const more = list ? `, and their list cannot be read either (${listText(list)})` : '';
  return `${variables}: the ${what} may not read ${resources} in this project (403)${more}; use one that has a role there.`;
}

/** The service refuses the project. @param list the answer to the read of the list, if there is one */
export function wrongProject(status: number, { body }: Contract, target: RecordedTarget, list?: Exchange): string {
  const more = list ? `, and the list cannot be read either (${listText(list)})` : '';
  return projectSentence(`${status} to the read of the ${contentName(body)}${more}`, target);
}

/** The service does not have what is asked about. */
export function unknownSubject(status: number, list: ListAnswer, target: RecordedTarget): string {
  const { parameter, isReadable, exchange } = list;
  const noun = subjectNoun(parameter);
  const unread = exchange ? `, and the list of ${noun}s cannot be read (${listText(exchange)})` : '';
  const more = isReadable ? ', and does not list it' : unread;
  return `${subjectVariable(parameter)}: the service answers ${status} to the read of this ${noun}${more}; set it to the id of a ${noun} in this project${whereNothingIs(exchange, target)}.`;
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
    const { variables, what } = credentialsOf(target);
    return `${variables}: the ${what} may not read the list of ${noun}s in this project (403); use one that has a role there, or set ${variable}.`;
  }
  if (status === 400 && !isOfKeystone) return projectSentence(`400 to the read of the list of ${noun}s`, target);
  return `${variable} is not set, and the service does not list ${noun}s (${listText(list)}); set it to the id of a ${noun}${whereNothingIs(list, target)}.`;
}

/** What else may be wrong where not even the list is there. */
function whereNothingIs(list: Exchange | undefined, { identifiedBy }: RecordedTarget): string {
  if (list?.response?.status !== 404) return '';
  const others = identifiedBy === 'keystone' ? 'VBS_ENDPOINT is' : 'OS_PROJECT_ID and VBS_ENDPOINT are';
  return `, and see whether ${others} right`;
}

const projectSentence = (answer: string, target: RecordedTarget): string =>
  `OS_PROJECT_ID: the service answers ${answer}; set it to the project of the ${credentialsOf(target).what}, and see whether VBS_ENDPOINT leads to this API.`;
