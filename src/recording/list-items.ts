import type { Contract } from '../contract/contract.ts';
import { isLink } from '../probes/link.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, type lastRead } from '../probes/ways.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import type { Exchange } from '../wire/exchange.ts';
import { contentOf, jsonValue } from './response-json.ts';
import { requestName } from './tries.ts';

/** Finds the answer that counts of an operation's request, redacted. */
export type AnswerOf = (operation: string, name: string) => Exchange | undefined;

/** The answer of a list. */
export interface ListedPage {
  readonly items: readonly JsonObject[];
  /** Where the link to the next page leads; undefined: there is no such link. */
  readonly next: string | undefined;
}

/** The items in an answer, and its link to the next page; undefined when it is no list. */
export function pageIn(exchange: Exchange | undefined, contract: Contract): ListedPage | undefined {
  const content = contentOf(exchange, contract);
  if (!Array.isArray(content) || !exchange?.response) return undefined;
  return { items: content.filter(isObject), next: nextLinkIn(jsonValue(exchange.response), contract) };
}

function nextLinkIn(body: unknown, { list }: Contract): string | undefined {
  const { links, relation } = list?.next ?? {};
  const own: unknown = links && isObject(body) ? body[links.names[0]] : undefined;
  return (Array.isArray(own) ? own : []).filter(isLink).find(({ rel }) => rel === relation)?.href;
}

/** What tells an item from others, as text; undefined where the item has no such field. */
export function identityOf(item: JsonObject, { list }: Contract): string | undefined {
  const value = list && item[list.identity];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * The items that a read of a list has, in its order. They have also the fields that only the list with more of them shows.
 * @returns undefined where the read is no list
 */
export function listedItems(
  contract: Contract,
  answerOf: AnswerOf,
  read: typeof firstRead | typeof lastRead,
): readonly JsonObject[] | undefined {
  const page = pageIn(answerOf(contract.name, read), contract);
  const other = contract.list?.alsoIn;
  const more = other && pageIn(answerOf(other.name, read), other);
  if (!page || !other || !more) return page?.items;
  const byIdentity = new Map(more.items.map(item => [identityOf(item, other), item]));
  return page.items.map(item => ({ ...byIdentity.get(identityOf(item, contract)), ...item }));
}

/** The plain read of an item at this URL, whichever operation made it: its own first read, or that for a list. */
export const readOfItem = (exchanges: readonly Exchange[], url: string): Exchange | undefined =>
  exchanges.findLast(({ name, request }) => request.url === url && isItemRead(requestName(name)));

const isItemRead = (name: string): boolean => {
  const [, ...below] = name.split('/');
  return below.join('/') === firstRead || below.slice(0, -1).join('/') === listNames.item;
};
