import type { SubjectSource } from '../contract/notes.ts';
import { fillPath } from '../contract/path.ts';
import { isObject } from '../text/json.ts';
import type { Exchange } from '../wire/exchange.ts';
import { jsonValue } from './response-json.ts';

/** The path of a list in a project. */
export const listPath = ({ list }: Pick<SubjectSource, 'list'>, project: string): string =>
  fillPath(list, { project_id: project, tenant_id: project });

/** The items of an answer that is a list; undefined when it is none. */
export function itemsOf({ response, failure }: Exchange): unknown[] | undefined {
  if (response?.status !== 200 || failure) return undefined;
  const body = jsonValue(response);
  // The list stands beside its own links, in whatever order.
  const lists: unknown[] = isObject(body) ? Object.values(body).filter(Array.isArray) : [];
  return lists.length === 0 ? undefined : lists.flat();
}

/** The subject of the first item that fits; undefined when no item does whose id can stand in a path. */
export function firstFitting(items: readonly unknown[], source: SubjectSource): string | undefined {
  const fits = (item: unknown): boolean =>
    isObject(item) &&
    Object.entries(source.where).every(([member, value]) => item[member] === value) &&
    isId(item[source.member]);
  const found: unknown = items.find(fits);
  return isObject(found) ? String(found[source.member]) : undefined;
}

/** An id that is longer than this would make URLs that servers refuse. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^\w[\w.:-]{0,254}$/.test(value);

/** Whether an item has this subject. */
export const isListed = (items: readonly unknown[], { member }: SubjectSource, subject: string): boolean =>
  items.some(item => isObject(item) && item[member] === subject);
