import type { Contract, Filter } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import type { JsonObject } from '../text/json.ts';
import { inExchanges, type Make } from './change.ts';
import { isMatch } from './conforming-list.ts';
import { itemAt, itemPlaces, withOneAt, withoutOneAt } from './item-places.ts';
import type { Mutation } from './mutant.ts';
import { type RecordedPart, refusalsOf, withPart } from './part-mutations.ts';

/** Filters that a service ignores or refuses, that leave an item too many or lose one. */
export const filterMutations = (contract: Contract): Mutation[] =>
  (contract.list?.filters ?? []).flatMap(filter => [
    ...leftByFilter(contract, filter),
    ...(filter.words.length > 0 ? leftByOther(contract, filter) : []),
  ]);

const mutation = (what: string, breaks: string, make: Make): Mutation => ({
  name: `${breaks}: ${what}`,
  kind: 'filters',
  breaks,
  make,
});

function leftByFilter(contract: Contract, filter: Filter): Mutation[] {
  const name = listNames.matches(filter.name);
  const answered = (what: string, change: (part: RecordedPart) => readonly JsonObject[]): Mutation =>
    mutation(what, name, withPart(name, change));
  return [
    answered('ignored', part => (othersIn(part, filter).length > 0 ? part.all : part.items)),
    answered('the other items in place of those that match', part => {
      const others = othersIn(part, filter);
      return others.length > 0 ? others : part.items;
    }),
    answered('none left', () => []),
    ...itemPlaces.flatMap(place => [
      answered(`the ${place} that does not match, too`, part => {
        const one = itemAt(place, othersIn(part, filter));
        return one ? withOneAt(place, part.items, one) : part.items;
      }),
      answered(`the ${place} that matches missing`, ({ items }) => withoutOneAt(place, items)),
    ]),
    ...refusalsOf(contract, filter.since).map(([what, alteration]) =>
      mutation(what, name, inExchanges([name], alteration)),
    ),
  ];
}

/** The items of the whole list that the filter should leave out. */
const othersIn = ({ asked, all, known }: RecordedPart, filter: Filter): readonly JsonObject[] =>
  all.filter((_, index) => !isMatch(filter, known[index] ?? {}, asked.get(filter.name)));

/** A documented value that no item has. */
function leftByOther(contract: Contract, filter: Filter): Mutation[] {
  const name = listNames.noMatches(filter.name);
  return [
    mutation(
      'ignored',
      name,
      withPart(name, ({ all }) => all),
    ),
    ...itemPlaces.map(place =>
      mutation(
        `the ${place} left`,
        name,
        withPart(name, ({ all, items }) => {
          const one = itemAt(place, all);
          return one ? [one] : items;
        }),
      ),
    ),
    ...refusalsOf(contract, filter.since).map(([what, alteration]) =>
      mutation(what, name, inExchanges([name], alteration)),
    ),
  ];
}
