import { contentIn } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { isObject, type JsonObject } from '../text/json.ts';
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

/** The JSON value of a body; undefined when the body is not JSON. */
export function jsonValue(response: Response): unknown {
  const json = jsonOf(response);
  return json.error === undefined ? json.value : undefined;
}

/** The parts of a contract that say where the content of an answer is. */
export type ContentPlace = Pick<Contract, 'success' | 'body'>;

/** The resource or list in a complete, successful answer; undefined when there is none. */
export function contentOf(exchange: Exchange | undefined, { success, body }: ContentPlace): unknown {
  if (exchange?.response?.status !== success || exchange.failure) return undefined;
  return contentIn(body, jsonValue(exchange.response));
}

/** The one resource in an answer; undefined when there is none, or a list. */
export function resourceOf(exchange: Exchange | undefined, place: ContentPlace): JsonObject | undefined {
  const content = contentOf(exchange, place);
  return isObject(content) ? content : undefined;
}

/** Every resource in an answer: the one, or the items of its list. */
export function resourcesOf(exchange: Exchange | undefined, place: ContentPlace): JsonObject[] {
  const content = contentOf(exchange, place);
  return (Array.isArray(content) ? content : [content]).filter(isObject);
}
