import type { Contract, Filter, QueryParameter } from '../contract/contract.ts';
import { identityOf } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';

/** A request for a list, or for a part of it. */
export interface AskedPart {
  /** The exchange's name, below its operation: `show`, `paging/walk/2`. */
  readonly name: string;
  readonly url: URL;
  /** The resources that there are at this moment, in the order of the list. */
  readonly resources: readonly JsonObject[];
}

/** What a service answers to such a request. */
export interface PartAnswer {
  /** Undefined: the status of success. */
  readonly status?: number;
  readonly items: readonly JsonObject[];
  /** Where the link to the next page leads; undefined: there is no such link. */
  readonly next?: string | undefined;
  readonly count?: unknown;
}

/** Answers requests for a list and its parts. */
export type ListService = (asked: AskedPart) => PartAnswer;

/** What services may do differently where the page leaves it to them. */
export interface Manner {
  /** How the link to the next page says where that page begins: after an item, or after so many. */
  readonly nextBy?: 'marker' | 'offset';
  /** The most items of a page that was asked for with a limit. */
  readonly mostOnPage?: number;
  /** The most items of any answer. */
  readonly mostAtAll?: number;
  /** Before values are compared with a filter. */
  readonly folded?: (text: string) => string;
}

/** A service that does with a list what its page says: it knows the page's names of parameters, and nothing else. */
export function conformingList(contract: Contract, manner: Manner = {}): ListService {
  const { list } = contract;
  return ({ url, resources }) => {
    const given = (parameter: QueryParameter | undefined): string | null =>
      parameter ? url.searchParams.get(parameter.name) : null;
    const [limit, marker] = [given(list?.limit), given(list?.marker)];
    const at = marker === null ? -1 : resources.findIndex(one => identityOf(one, contract) === marker);
    if (marker !== null && at === -1) return { status: 404, items: [] };
    const isLeft = (item: JsonObject): boolean =>
      (list?.filters ?? []).every(filter => isMatch(filter, item, given(filter), manner));
    const all = resources.filter(isLeft);
    const skipped = Number(given(list?.offset) ?? 0);
    const rest = resources
      .slice(at + 1)
      .filter(isLeft)
      .slice(skipped);
    const { mostAtAll = rest.length, mostOnPage = mostAtAll } = manner;
    const most = Math.min(mostAtAll, limit === null ? mostAtAll : Math.min(mostOnPage, Number(limit)));
    const items = rest.slice(0, most);
    const last = items.at(-1);
    const isCounted = given(list?.count?.parameter) !== null;
    return {
      items,
      next:
        last && items.length < rest.length ? nextAfter(last, skipped + items.length, url, contract, manner) : undefined,
      ...(isCounted ? { count: list?.count?.counts === 'all' ? all.length : items.length } : {}),
    };
  };
}

/** Whether a page says how to ask for the rest of a list. */
export const isPaged = ({ list }: Contract): boolean =>
  list?.next !== undefined && (list.marker !== undefined || list.offset !== undefined);

/** Whether a filter leaves an item. A value that is missing matches nothing. */
export function isMatch(
  { field, match }: Filter,
  item: JsonObject,
  wanted: string | null,
  manner: Manner = {},
): boolean {
  const { folded = text => text } = manner;
  const value = item[field];
  if (wanted === null) return true;
  if (value === undefined || value === null || typeof value === 'object') return false;
  const [text, sought] = [folded(String(value)), folded(wanted)];
  return match === 'exact' ? text === sought : text.includes(sought);
}

/** The address of the page after this item, or after so many items: the same query, but for where it begins. */
function nextAfter(
  item: JsonObject,
  shown: number,
  url: URL,
  contract: Contract,
  { nextBy = 'marker' }: Manner,
): string | undefined {
  const { marker, offset } = contract.list ?? {};
  const next = new URL(url);
  if (marker && (nextBy === 'marker' || !offset)) {
    if (offset) next.searchParams.delete(offset.name);
    next.searchParams.set(marker.name, identityOf(item, contract) ?? '');
    return next.href;
  }
  if (!offset) return undefined;
  next.searchParams.set(offset.name, String(shown));
  return next.href;
}
