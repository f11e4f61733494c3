import { isObject } from '../documentation/witness.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import { bodyText } from './body.ts';
import { type JsonText, readJson } from './json-text.ts';
import type { Recording } from './recording.ts';

/** A recording opened for judging: exchanges by name, each body decoded and parsed once. */
export interface Reading {
  readonly recording: Recording;
  readonly exchange: (name: string) => Exchange | undefined;
  /** Why the exchange of this name was not made; undefined when it was. */
  readonly unsentReason: (name: string) => string | undefined;
  /** The body's JSON, or why there is none. */
  readonly json: (response: Response) => JsonText;
}

const parsed = new WeakMap<Response, JsonText>();

/** Opens a recording. The parsed bodies are kept with their responses, so that mutants share what they leave alone. */
export function readingOf(recording: Recording): Reading {
  const exchanges = new Map(recording.exchanges.map(exchange => [exchange.name, exchange]));
  const unsent = new Map(recording.unsent.map(({ name, reason }) => [name, reason]));
  return {
    recording,
    exchange: name => exchanges.get(name),
    unsentReason: name => unsent.get(name),
    json: jsonOf,
  };
}

/** The body's JSON text, parsed once for each response object. */
export function jsonOf(response: Response): JsonText {
  const before = parsed.get(response);
  if (before) return before;
  const body = bodyText(response);
  const json = body.error === undefined ? readJson(body.text) : { error: body.error };
  parsed.set(response, json);
  return json;
}

/** The JSON value of a body; undefined when the body is no JSON text. */
export function jsonValue(response: Response): unknown {
  const json = jsonOf(response);
  return json.error === undefined ? json.value : undefined;
}

/** The object inside the envelope of an answer with status 200; undefined when the answer has none. */
export function resourceIn(
  exchange: Exchange | undefined,
  envelope: string,
): Readonly<Record<string, unknown>> | undefined {
  if (exchange?.response?.status !== 200 || exchange.failure) return undefined;
  const value = jsonValue(exchange.response);
  const resource = isObject(value) && Object.hasOwn(value, envelope) ? value[envelope] : undefined;
  return isObject(resource) ? resource : undefined;
}
