import { isObject } from '../text/json.ts';
import { type JsonText, readJson } from '../text/json-text.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import { bodyText } from './body.ts';

const parsed = new WeakMap<Response, JsonText>();

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
