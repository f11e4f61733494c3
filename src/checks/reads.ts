import { firstRead, lastRead } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { type ContentPlace, contentOf, jsonValue } from '../recording/response-json.ts';

/** The two reads: before all other probes, and after them. */
export const readNames = [firstRead, lastRead] as const;

/** A read that got the status of success and the documented content: a resource, or a list of resources. */
export interface ReadContent {
  readonly read: string;
  /** The whole body. */
  readonly body: object;
  readonly content: unknown;
}

/** The reads that show the content. Empty when the first read does not: then there is nothing to compare with. */
export function readsOf(recorded: OperationRecording, place: ContentPlace): ReadContent[] {
  const reads = readNames.flatMap(read => {
    const exchange = recorded.exchange(read);
    const content = contentOf(exchange, place);
    const body = exchange?.response && jsonValue(exchange.response);
    return content === undefined || typeof body !== 'object' || body === null ? [] : [{ read, body, content }];
  });
  return reads[0]?.read === firstRead ? reads : [];
}

/** A title that says which of the two reads it is about. */
export const inRead = (title: string, read: string): string => (read === firstRead ? title : `${title} (second read)`);
