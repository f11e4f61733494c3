import type { Contract } from '../contract/contract.ts';
import { listNames, mostPages } from '../probes/list-slots.ts';
import { identityOf } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';
import { type AskedPart, isMatch, isPaged, type PartAnswer } from './conforming-list.ts';
import type { Mutation } from './mutant.ts';
import { type Disturb, disturbed, manyOf, type Resources } from './relisting.ts';

/** Items enough for four pages of several items each. */
export const enoughItems = 28;

/** The numbers of these pages. */
export const pageNumbers = Array.from({ length: mostPages - 1 }, (_, index) => index + 1);

/** Whether the page at this number of a walk is asked for; without a number, whether any is. */
export const isPage = ({ name }: AskedPart, number?: number): boolean =>
  number === undefined ? name.startsWith(`${listNames.walk}/`) : name === `${listNames.walk}/${number}`;

/** Disturbs the page at this number. */
export const onPage =
  (number: number, change: Disturb): Disturb =>
  (answer, asked) =>
    isPage(asked, number) ? change(answer, asked) : answer;

/** Disturbs every page. */
export const onEachPage =
  (change: Disturb): Disturb =>
  (answer, asked) =>
    isPage(asked) ? change(answer, asked) : answer;

/** Disturbs the page after which nothing remains. */
export const onLastPage = (change: Disturb): Disturb =>
  onEachPage((answer, asked) =>
    answer.items.length > 0 && answer.next === undefined ? change(answer, asked) : answer,
  );

/** A damage to a walk through many items; through others, if they are given. */
export const ofWalk = (
  contract: Contract,
  what: string,
  rule: string,
  disturb: Disturb,
  resources: (all: Resources) => Resources = manyOf(enoughItems, contract),
): Mutation => ({
  name: `walk: ${what}`,
  kind: 'paging',
  breaks: `paging/${rule}`,
  make: disturbed(contract, resources, disturb),
});

/** Whether there are walks through a list. */
export const isWalked = (contract: Contract): boolean => contract.list?.limit !== undefined && isPaged(contract);

/** The address of the first page of a walk, by that of any page. */
export function firstOf(url: URL, { list }: Contract): URL {
  const first = new URL(url);
  for (const parameter of [list?.marker, list?.offset]) if (parameter) first.searchParams.delete(parameter.name);
  return first;
}

/** The address of what comes after the last item of an answer. */
export function afterLast({ items }: PartAnswer, { url, resources }: AskedPart, contract: Contract): string {
  const { marker, offset } = contract.list ?? {};
  const last = items.at(-1) ?? resources.at(-1);
  const next = new URL(url);
  if (marker) next.searchParams.set(marker.name, (last && identityOf(last, contract)) ?? '');
  else if (offset) next.searchParams.set(offset.name, String(skippedBy(url, contract) + items.length));
  return next.href;
}

const skippedBy = (url: URL, { list }: Contract): number => Number(url.searchParams.get(list?.offset?.name ?? ''));

/** The item that a page begins after; undefined for the first page. */
export function itemBefore(asked: AskedPart, contract: Contract): JsonObject | undefined {
  const { url, resources } = asked;
  const { marker } = contract.list ?? {};
  const left = resources.filter(one => isLeft(contract, asked, one));
  return marker
    ? left.find(one => identityOf(one, contract) === url.searchParams.get(marker.name))
    : left[skippedBy(url, contract) - 1];
}

/** Whether the filters of a request leave an item. */
export const isLeft = ({ list }: Contract, { url }: AskedPart, item: JsonObject): boolean =>
  (list?.filters ?? []).every(filter => isMatch(filter, item, url.searchParams.get(filter.name)));
