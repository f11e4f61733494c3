import { fillPath } from '../contract/path.ts';
import { ownRead } from '../probes/binding.ts';
import type { OrdinarySending } from '../probes/sending.ts';
import type { SubjectLookup } from '../probes/subjects.ts';
import { jsonValue } from '../recording/response-json.ts';
import { type Subjects, subjectNoun, subjectVariable } from '../targets/subjects.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import { isObject } from '../text/json.ts';
import { answerText } from '../wire/exchange.ts';
import type { Conversation } from './conversation.ts';

/** Stands for a subject where the run ended before one was found. */
const unknownSubject = 'unknown';

/**
 * The subjects that a list holds, for every operation that is asked about them.
 * @throws ConfigurationError when the service does not answer with a list, or the list has no item that fits
 */
export async function foundSubjects(lookup: SubjectLookup, conversation: Conversation): Promise<Subjects> {
  const { target, send, redacted } = conversation;
  const inAll = (value: string): Subjects =>
    Object.fromEntries(lookup.operations.map(operation => [`${operation}.${lookup.parameter}`, value]));
  // Redacted, since the id will be written down: a service that lists a secret as one lists none.
  const answer = redacted(await send(lookupRequest(lookup, target())));
  const { response, failure } = answer;
  if (failure?.kind === 'interrupted') return inAll(unknownSubject);
  const isList = response?.status === 200 && !failure;
  const found = isList ? firstFitting(jsonValue(response), lookup) : undefined;
  if (found !== undefined) return inAll(found);
  const isRefused = response?.status === 401 || response?.status === 403;
  throw new ConfigurationError(notFound(lookup, target(), isList ? undefined : answerText(answer), isRefused));
}

/** The list that is asked. */
export function lookupRequest({ name, operation, source }: SubjectLookup, target: Target): OrdinarySending {
  const path = fillPath(source.list, { project_id: target.project, tenant_id: target.project });
  const query = new URLSearchParams(source.query).toString();
  return ownRead(name, operation, `${target.endpoint}${path}${query && `?${query}`}`, target);
}

/** The subject of the first item that fits; undefined when no item does whose id can stand in a path. */
export function firstFitting(body: unknown, { source }: Pick<SubjectLookup, 'source'>): string | undefined {
  // The list stands beside its own links, in whatever order.
  const lists: unknown[] = isObject(body) ? Object.values(body).filter(Array.isArray) : [];
  const fits = (item: unknown): boolean =>
    isObject(item) &&
    Object.entries(source.where).every(([member, value]) => item[member] === value) &&
    isId(item[source.member]);
  const found: unknown = lists.flat().find(fits);
  return isObject(found) ? String(found[source.member]) : undefined;
}

/** An id that is longer than this would make URLs that servers refuse. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^\w[\w.:-]{0,254}$/.test(value);

function notFound(
  { parameter, source }: SubjectLookup,
  { endpoint }: Target,
  answer: string | undefined,
  isRefused: boolean,
): string {
  const noun = subjectNoun(parameter);
  const kind = Object.values(source.where).join(' ');
  const why = answer === undefined ? `lists no ${kind} ${noun} in the project` : `does not list ${noun}s (${answer})`;
  const remedy = isRefused
    ? 'see whether the token is good there'
    : `set it to the id of a ${noun}, or create one there`;
  return `${subjectVariable(parameter)} is not set, and the service at ${endpoint} ${why}; ${remedy}.`;
}
