import type { JsonText } from '../text/json-text.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';
import { jsonOf } from './response-json.ts';

/** A recording opened for judging: exchanges by name, each body decoded and parsed once. */
export interface Reading {
  readonly recording: Recording;
  readonly exchange: (name: string) => Exchange | undefined;
  /** Why the exchange of this name was not made; undefined when it was. */
  readonly unsentReason: (name: string) => string | undefined;
  /** The body's JSON, or why there is none. */
  readonly json: (response: Response) => JsonText;
}

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
