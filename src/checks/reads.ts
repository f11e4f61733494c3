import { isObject } from '../documentation/witness.ts';
import { type Reading, resourceIn } from '../recording/reading.ts';

/** The two reads of the resource: before all other probes, and after them. */
export const readNames = ['show', 'show-again'] as const;

/** The whole body of a read that answered 200 with an object in the envelope; undefined for any other. */
export function bodyOf(
  reading: Reading,
  name: string,
  envelope: string,
): Readonly<Record<string, unknown>> | undefined {
  const exchange = reading.exchange(name);
  if (!exchange?.response || !resourceIn(exchange, envelope)) return undefined;
  const { value } = { value: undefined, ...reading.json(exchange.response) };
  return isObject(value) ? value : undefined;
}
