import type { Reading } from '../recording/reading.ts';
import { jsonValue, resourceIn } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';

type Resource = Readonly<Record<string, unknown>>;

/** The two reads of the resource: before all other probes, and after them. */
export const readNames = ['show', 'show-again'] as const;

/** A read that was answered with 200 and an object in the envelope. */
export interface ReadOfResource {
  readonly read: string;
  readonly body: Resource;
  readonly resource: Resource;
}

/** The reads that show the resource; none when the first does not, for then there is nothing to compare with. */
export function readsOf(reading: Reading, envelope: string): ReadOfResource[] {
  const reads = readNames.flatMap(read => {
    const exchange = reading.exchange(read);
    const resource = resourceIn(exchange, envelope);
    const body = exchange?.response && jsonValue(exchange.response);
    return resource && isObject(body) ? [{ read, body, resource }] : [];
  });
  return reads[0]?.read === 'show' ? reads : [];
}

/** A title that tells the second read from the first. */
export const inRead = (title: string, read: string): string => (read === 'show' ? title : `${title} (second read)`);
