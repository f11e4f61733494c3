import type { ListQuery } from './list-query.ts';
import type { Resource } from './resources.ts';

/** A part of a list. */
export interface ListPage {
  readonly items: readonly Resource[];
  /** How many resources match the filters, on this page and elsewhere. */
  readonly total: number;
  /** The marker of the next page. Undefined where nothing more comes, and on a page without items. */
  readonly goOnAfter: string | undefined;
}

/**
 * The page that a query asks for. Undefined when its marker is none of the resources. As in Cinder, the marker need not
 * match the filters, and the offset is counted from it.
 */
export function findPage(resources: readonly Resource[], query: ListQuery): ListPage | undefined {
  const { marker, offset, limit, filters } = query;
  const start = marker === undefined ? 0 : resources.findIndex(({ id }) => id === marker) + 1;
  if (marker !== undefined && start === 0) return undefined;

  const matches = (resource: Resource) => filters.every(filter => filter(resource));
  const matching = resources.filter(matches);
  const ahead = start === 0 ? matching : resources.slice(start).filter(matches);
  const items = ahead.slice(offset, offset + limit);
  const goOnAfter = offset + items.length < ahead.length ? items.at(-1)?.id : undefined;
  return { items, total: matching.length, goOnAfter };
}
