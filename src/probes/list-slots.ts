import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { Difference } from './way.ts';

/** What a request asks of a list. Its values come from the items that the first read has shown. */
export type PartOfList =
  | { readonly asks: 'after offset' }
  | { readonly asks: 'count' }
  /** The items that a filter leaves, or none of them: for a documented value that no item has. */
  | { readonly asks: 'matches' | 'no matches'; readonly parameter: string };

/** A request for a part of a list. It exists only after the first read has shown the items. */
export interface QuerySlot {
  readonly kind: 'query';
  /** The exchange's name: `list-backups/filters/status`. */
  readonly name: string;
  readonly operation: string;
  readonly query: PartOfList;
  readonly purpose: string;
}

/** A list that is read page by page, following the link to the next one. */
export interface WalkSlot {
  readonly kind: 'walk';
  /** What the names of its exchanges begin with: `list-backups/paging/walk`, for `list-backups/paging/walk/1`. */
  readonly name: string;
  readonly operation: string;
  /** How many requests it can cause. */
  readonly atMost: number;
  readonly purpose: string;
}

/** An item of a list that is read by the operation that shows one. */
export interface ItemSlot {
  readonly kind: 'item';
  /** The exchange's name: `list-backups/items/show/1`. */
  readonly name: string;
  readonly operation: string;
  /** Which of the chosen items, counted from 0. */
  readonly index: number;
  readonly purpose: string;
}

/** Steps of a plan that ask for parts of a list, or for its items. */
export type ListSlot = QuerySlot | WalkSlot | ItemSlot;

/** Names of the exchanges of a list, below its operation. */
export const listNames = {
  walk: 'paging/walk',
  afterOffset: 'paging/offset',
  count: 'count',
  otherProject: 'items/other-project',
  item: 'items/show',
  matches: (parameter: string): string => `filters/${parameter}`,
  noMatches: (parameter: string): string => `filters/${parameter}/none`,
} as const;

/** Pages that a walk reads at most: four that are full, and one to see the end. */
export const mostPages = 5;

/** Items that are read one by one at most. */
export const mostItems = 3;

/** What is asked of a list beside its statuses; nothing of an operation that is none. */
export function listSlots(contract: Contract): ListSlot[] {
  const { list, name: operation, body } = contract;
  if (!list) return [];
  const content = contentName(body);
  const query = (name: string, asked: PartOfList, purpose: string): QuerySlot => ({
    kind: 'query',
    name: `${operation}/${name}`,
    operation,
    query: asked,
    purpose,
  });
  const walk: WalkSlot = {
    kind: 'walk',
    name: `${operation}/${listNames.walk}`,
    operation,
    atMost: mostPages,
    purpose: `Reads the ${content} page by page, each time by the link to the next page.`,
  };
  const filters = list.filters.flatMap(({ name, words }) => [
    query(
      listNames.matches(name),
      { asks: 'matches', parameter: name },
      `Asks for the ${content} that ${name} leaves.`,
    ),
    ...(words.length === 0
      ? []
      : [
          query(
            listNames.noMatches(name),
            { asks: 'no matches', parameter: name },
            `Asks with a documented ${name} that none of the ${content} has.`,
          ),
        ]),
  ]);
  const items = Array.from(
    { length: list.shownBy ? mostItems : 0 },
    (_, index): ItemSlot => ({
      kind: 'item',
      name: `${operation}/${listNames.item}/${index + 1}`,
      operation,
      index,
      purpose: `Reads one of the ${content}, to see whether it is shown as it is listed.`,
    }),
  );
  return [
    ...(list.limit ? [walk] : []),
    ...(list.offset
      ? [query(listNames.afterOffset, { asks: 'after offset' }, `Asks for the ${content} without the first ones.`)]
      : []),
    ...filters,
    ...(list.count ? [query(listNames.count, { asks: 'count' }, `Asks for the number of ${content}.`)] : []),
    ...items,
  ];
}

/** The read of the other project's own list, with its own token: none of its items may be in this list. */
export function otherListOf({ list, name: operation, body }: Contract): PlannedRequest[] {
  if (!list) return [];
  const purpose = `Reads the ${contentName(body)} of the other project with its own token, to see that they are others.`;
  const difference: Difference = { asker: 'other project', project: 'foreign' };
  return [{ kind: 'request', name: `${operation}/${listNames.otherProject}`, operation, difference, purpose }];
}
