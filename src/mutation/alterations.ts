import { firstRead, lastRead } from '../probes/ways.ts';
import { bodyText, decodedBody, encodedBody } from '../recording/body.ts';
import type { Recording } from '../recording/recording.ts';
import { jsonOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Exchange, Header, Response } from '../wire/exchange.ts';

/** Makes one exchange into another. It never throws, and gives back the very same exchange where nothing changes. */
export type Alteration = (exchange: Exchange) => Exchange;

/** A JSON object that an alteration may write to. */
export type WritableObject = Record<string, unknown>;

/** Every exchange that answers with the resource: a fault of the service shows in all of them. */
export const reads: readonly string[] = [firstRead, lastRead, 'follow/self'];

/** The operation that is meant where none is named. A recording of one operation has no other. */
const firstOperation = ({ operations }: Recording): string => operations[0]?.name ?? '';

/** The recording with these exchanges of one operation altered. They are named below the operation: `show`. */
export function altered(
  recording: Recording,
  names: readonly string[],
  alter: Alteration,
  operation = firstOperation(recording),
): Recording {
  const meant = new Set(names.map(name => `${operation}/${name}`));
  return { ...recording, exchanges: recording.exchanges.map(one => (meant.has(one.name) ? alter(one) : one)) };
}

/** The recording without these exchanges of one operation, as if they had not been sent. */
export function without(
  recording: Recording,
  names: readonly string[],
  operation = firstOperation(recording),
): Recording {
  const left = recording.exchanges
    .map(({ name }) => name)
    .filter(name => names.some(one => name === `${operation}/${one}`));
  return {
    ...recording,
    exchanges: recording.exchanges.filter(({ name }) => !left.includes(name)),
    unsent: [...recording.unsent, ...left.map(name => ({ name, reason: 'left out' }))],
  };
}

/** The recording with a further exchange of one operation, answered like an existing one but for its body. */
export function withAnother(
  recording: Recording,
  like: string,
  name: string,
  body: unknown,
  operation = firstOperation(recording),
): Recording {
  const model = recording.exchanges.find(one => one.name === `${operation}/${like}`);
  const further = model && { ...withJson(body)(model), name: `${operation}/${name}` };
  return { ...recording, exchanges: [...recording.exchanges, ...(further ? [further] : [])] };
}

/** The recording with each fault that was asked for by `Prefer` also caused by a hook, with the same answer. */
export function withFaultHooks(recording: Recording): Recording {
  const hooked = recording.exchanges.flatMap(exchange => {
    const [, rest] = /^(.*\/status\/\d+)\/prefer$/.exec(exchange.name) ?? [];
    return rest === undefined ? [] : [{ ...exchange, name: `${rest}/hook` }];
  });
  const names = hooked.map(({ name }) => name);
  const unsent = recording.unsent.filter(({ name }) => !names.includes(name));
  return { ...recording, exchanges: [...recording.exchanges, ...hooked], unsent };
}

const answering =
  (change: (response: Response) => Response): Alteration =>
  exchange => {
    const response = exchange.response && change(exchange.response);
    return response === exchange.response ? exchange : { ...exchange, response };
  };

/** Answered with another status. */
export const withStatus = (status: number): Alteration =>
  answering(response => (response.status === status ? response : { ...response, status }));

/** Answered with other bytes below the content coding; unchanged where that cannot be undone. */
export const withBytes = (change: (body: Uint8Array) => Uint8Array): Alteration =>
  answering(response => {
    const before = decodedBody(response);
    return before.error === undefined ? rewritten(response, before.bytes, change(before.bytes)) : response;
  });

/** Answered with another text; unchanged where the body cannot be read as text. */
export const withText = (change: (text: string) => string): Alteration =>
  answering(response => {
    const before = bodyText(response);
    return before.error === undefined
      ? rewritten(response, Buffer.from(before.text), Buffer.from(change(before.text)))
      : response;
  });

/** Answered with this JSON. */
export const withJson = (value: unknown): Alteration => withBytes(() => Buffer.from(JSON.stringify(value)));

/** Answered with another JSON value; the change gets a copy that it may write to. Unchanged where the body is no JSON. */
export const withJsonChanged = (change: (value: unknown) => unknown): Alteration =>
  answering(response => {
    const json = jsonOf(response);
    if (json.error !== undefined) return response;
    const before = JSON.stringify(json.value);
    const after = JSON.stringify(change(JSON.parse(before)));
    return after === before ? response : { ...response, body: encodedBody(response, Buffer.from(after)) };
  });

/**
 * Answered with other resources: the one in the answer, or each in its list. The change gets a copy that it may
 * write to, or returns another value instead.
 * @param envelope the member that wraps them; undefined: the body itself is the resource or the list
 */
export function withResource(envelope: string | undefined, change: (resource: WritableObject) => unknown): Alteration {
  const changed = (one: unknown): unknown => (isObject(one) ? (change(one as WritableObject) ?? one) : one);
  const content = (value: unknown): unknown => (Array.isArray(value) ? value.map(changed) : changed(value));
  return withJsonChanged(body => {
    if (envelope === undefined) return content(body);
    return isObject(body) && Object.hasOwn(body, envelope) ? { ...body, [envelope]: content(body[envelope]) } : body;
  });
}

/** Answered with other header fields. */
export const withHeaders = (change: (headers: readonly Header[]) => readonly Header[]): Alteration =>
  answering(response => {
    const headers = change(response.headers);
    return JSON.stringify(headers) === JSON.stringify(response.headers) ? response : { ...response, headers };
  });

/** Answered without a header field, or with this value as its only one. */
export function withField(name: string, value: string | undefined): Alteration {
  const isMeant = ([field]: Header): boolean => field.toLowerCase() === name.toLowerCase();
  return withHeaders(headers => {
    const [present, ...others] = headers.filter(isMeant);
    if (others.length === 0 && present?.[1] === value) return headers;
    return [...headers.filter(field => !isMeant(field)), ...(value === undefined ? [] : [[name, value] as const])];
  });
}

/** Not answered at all. */
export const unanswered: Alteration = exchange =>
  exchange.response
    ? {
        ...exchange,
        response: undefined,
        failure: { kind: 'closed', message: 'the connection was closed without an answer' },
      }
    : exchange;

/** One alteration after the other. */
export const inSequence =
  (...alterations: readonly Alteration[]): Alteration =>
  exchange =>
    alterations.reduce((one, alter) => alter(one), exchange);

function rewritten(response: Response, before: Uint8Array, after: Uint8Array): Response {
  return Buffer.compare(before, after) === 0 ? response : { ...response, body: encodedBody(response, after) };
}
