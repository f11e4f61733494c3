import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import type { JsonObject } from '../text/json.ts';
import { inExchanges, type Make } from './change.ts';
import type { Mutation } from './mutant.ts';
import { type RecordedPart, refusalsOf, withPart } from './part-mutations.ts';

/** Parts of a list that are larger than they were asked for, or that begin elsewhere. */
export const pagingMutations = (contract: Contract): Mutation[] => [
  ...limitMutations(contract),
  ...offsetMutations(contract),
];

const mutation = (what: string, breaks: string, make: Make): Mutation => ({
  name: `${breaks}: ${what}`,
  kind: 'paging',
  breaks,
  make,
});

/** One item more than the limit allows, and all of them, in one answer at a time. */
function limitMutations({ list }: Contract): Mutation[] {
  const { limit, count } = list ?? {};
  if (!limit) return [];
  const parts = [
    ...Array.from({ length: 4 }, (_, index) => `${listNames.walk}/${index + 1}`),
    ...(count ? [listNames.count] : []),
  ];
  const most = ({ asked }: RecordedPart): number => Number(asked.get(limit.name) ?? Number.NaN);
  return parts.flatMap(name => [
    mutation(
      `one item too many in ${name}`,
      'paging/limit',
      withPart(name, part => {
        const others = part.all.filter(one => !part.items.some(item => isSame(one, item)));
        const more = [...part.items, ...others].slice(0, most(part) + 1);
        return more.length > most(part) ? more : part.items;
      }),
    ),
    mutation(
      `ignored in ${name}`,
      'paging/limit',
      withPart(name, part => (part.all.length > most(part) ? part.all : part.items)),
    ),
  ]);
}

const isSame = (one: JsonObject, other: JsonObject): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Another part of the list than the one after so many items. */
function offsetMutations(contract: Contract): Mutation[] {
  const { offset } = contract.list ?? {};
  if (!offset) return [];
  const name = listNames.afterOffset;
  const answered = (what: string, change: (part: RecordedPart, skipped: number) => readonly JsonObject[]): Mutation =>
    mutation(
      what,
      name,
      withPart(name, part => change(part, Number(part.asked.get(offset.name)))),
    );
  return [
    answered('ignored', ({ all }) => all),
    answered('one item too early', ({ all }, skipped) => all.slice(skipped - 1)),
    answered('one item too late', ({ items }) => items.slice(1)),
    answered('without the last item', ({ items }) => items.slice(0, -1)),
    answered('without an item in between', ({ items }) => (items.length > 2 ? items.toSpliced(1, 1) : items)),
    answered('with an item twice', ({ items }) =>
      items.length > 0 ? items.toSpliced(1, 0, ...items.slice(0, 1)) : items,
    ),
    answered('in another order', ({ items }) => (items.length > 1 ? items.toReversed() : items)),
    answered('the first items in place of the others', ({ all, items }) =>
      items.length < all.length ? all.slice(0, items.length) : items,
    ),
    answered('none', () => []),
    ...refusalsOf(contract).map(([what, alteration]) => mutation(what, name, inExchanges([name], alteration))),
  ];
}
