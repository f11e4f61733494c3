import { type Body, contentName, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { decodedBody } from '../recording/body.ts';
import { jsonValue } from '../recording/response-json.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import type { Exchange, Response } from '../wire/exchange.ts';

/** A value of a resource that only its own project may see. */
export interface Confidential {
  readonly field: string;
  readonly value: string;
}

/** Characters that a confidential value has at least: shorter strings occur by chance. */
export const shortestConfidential = 8;

/** The values of a resource that only its own project may see, if they are long enough to be recognized in a text. */
export const confidentialStrings = ({ confidential }: Contract, resource: JsonObject): Confidential[] =>
  confidential.flatMap(field => {
    const value = resource[field];
    return typeof value === 'string' && value.length >= shortestConfidential ? [{ field, value }] : [];
  });

/** Data in an answer that must not contain any. */
export interface Leak {
  /** For a deviation. It does not name the value: which values can be recognized depends on the resource. */
  readonly what: 'resource' | 'value';
  readonly words: string;
}

/** What an answer reveals about the resource and the request did not contain, without duplicates. */
export function leaksIn({ request, response }: Exchange, body: Body, secrets: readonly Confidential[]): Leak[] {
  if (!response) return [];
  const value = jsonValue(response);
  const asked = `${request.url} ${request.headers.flat().join(' ')}`;
  const inside = value === undefined ? '' : strings(value).join('\n');
  const answered = [...spellings(response), inside, response.headers.flat().join('\n')].join('\n');
  const members = (body.envelope?.names ?? []).filter(name => hasMember(value, answered, name));
  const fields = secrets
    .filter(({ value: secret }) => !asked.includes(secret) && answered.includes(secret))
    .map(({ field }) => field);
  return [
    ...members.map(name => ({ what: 'resource', words: `a member "${name}"` }) as const),
    ...[...new Set(fields)].map(field => ({ what: 'value', words: ownedBy(body, field) }) as const),
  ];
}

const ownedBy = (body: Body, field: string): string =>
  isOneResource(body) ? `the ${contentName(body)}'s ${field}` : `the ${field} of one of the ${contentName(body)}`;

/** In a text that is not JSON, the word alone does not count as a member: any error page may contain it. */
const hasMember = (value: unknown, text: string, name: string): boolean =>
  isObject(value) ? Object.hasOwn(value, name) : new RegExp(`"${name}"\\s*:`).test(text);

/** A body as text in the encodings that a careless service may use, readable as JSON or not. */
function spellings(response: Response): string[] {
  const decoded = decodedBody(response);
  const bytes = Buffer.from(decoded.error === undefined ? decoded.bytes : response.body);
  return [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')];
}

/** All strings of a JSON value, unescaped; the reader has bounded its depth. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)])
    : [];
}

/** Why an answer cannot be searched completely, for example because its Content-Encoding is unknown; undefined if it can. */
export const unsearchable = ({ response, failure }: Exchange): string | undefined =>
  (response && decodedBody(response).error) ?? failure?.message;
