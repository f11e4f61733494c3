import { behindSelf } from '../probes/link-slots.ts';
import { listNames } from '../probes/list-slots.ts';
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
export const readsOf = (recorded: OperationRecording, place: ContentPlace): ReadContent[] =>
  shownIn(readNames, recorded, place);

/** The same with the answers that show the content, too: the one behind the self link, and parts of a list. */
export const answersOf = (recorded: OperationRecording, place: ContentPlace): ReadContent[] =>
  shownIn([...readNames, behindSelf, ...recorded.asked.filter(isPartOfList)], recorded, place);

/** A page of a walk, or the answer with a count. */
export const isPartOfList = (name: string): boolean =>
  name === listNames.count || name.startsWith(`${listNames.walk}/`);

function shownIn(names: readonly string[], recorded: OperationRecording, place: ContentPlace): ReadContent[] {
  const reads = names.flatMap(read => {
    const exchange = recorded.exchange(read);
    const content = contentOf(exchange, place);
    const body = exchange?.response && jsonValue(exchange.response);
    return content === undefined || typeof body !== 'object' || body === null ? [] : [{ read, body, content }];
  });
  return reads[0]?.read === firstRead ? reads : [];
}

/** A title that says which answer it is about. */
export function inRead(title: string, read: string): string {
  if (read === firstRead) return title;
  if (read === lastRead) return `${title} (second read)`;
  return read === behindSelf ? `${title} (behind the self link)` : `${title} (${read})`;
}
