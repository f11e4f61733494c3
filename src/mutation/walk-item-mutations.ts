import type { Contract } from '../contract/contract.ts';
import { conformingList } from './conforming-list.ts';
import { type ItemPlace, itemPlaces, withOneAt, withoutOneAt } from './item-places.ts';
import type { Mutation } from './mutant.ts';
import type { Disturb } from './relisting.ts';
import { firstOf, isLeft, isPage, isWalked, itemBefore, ofWalk, onEachPage, onPage, pageNumbers } from './walks.ts';

/** Items that pages leave out, repeat, do not filter, or have in another order than the list. */
export function walkItemMutations(contract: Contract): Mutation[] {
  if (!isWalked(contract)) return [];
  return [
    ...pageNumbers.flatMap(number => [
      ...leftOut(contract, number),
      ...repeated(contract, number),
      ...unmatched(contract, number),
      ...disordered(contract, number),
    ]),
    ofWalk(contract, 'all pages in the opposite order', 'order', onEachPage(turned(contract))),
  ];
}

/** At a border between two pages, and within one. */
const leftOut = (contract: Contract, number: number): Mutation[] =>
  itemPlaces.map(place =>
    ofWalk(contract, `the ${place} item of page ${number} left out`, 'walk', onPage(number, withoutItem(place))),
  );

const withoutItem =
  (place: ItemPlace): Disturb =>
  answer => {
    const items = withoutOneAt(place, answer.items);
    // Without the last of all, a link to it is missing: that is another rule.
    const isLastOfAll = answer.next === undefined && (place === 'last' || items.length === 0);
    return isLastOfAll || items === answer.items ? answer : { ...answer, items };
  };

const repeated = (contract: Contract, number: number): Mutation[] => [
  ofWalk(
    contract,
    `an item of page ${number} twice`,
    'walk',
    onPage(number, answer => ({ ...answer, items: [...answer.items, ...answer.items.slice(0, 1)] })),
  ),
  ofWalk(
    contract,
    `page ${number} begins with the last item of the one before`,
    'walk',
    onPage(number, (answer, asked) => {
      const before = itemBefore(asked, contract);
      return before ? { ...answer, items: [before, ...answer.items.slice(0, -1)] } : answer;
    }),
  ),
  ofWalk(
    contract,
    `page ${number} ends with the first item of all`,
    'walk',
    onPage(number, (answer, asked) => {
      const [first] = conformingList(contract)({ ...asked, url: firstOf(asked.url, contract) }).items;
      return number > 1 && first ? { ...answer, items: [...answer.items, first] } : answer;
    }),
  ),
];

const unmatched = (contract: Contract, number: number): Mutation[] =>
  itemPlaces.map(place =>
    ofWalk(
      contract,
      `an item that does not match, as the ${place} of page ${number}`,
      'walk',
      onPage(number, (answer, asked) => {
        const one = asked.resources.find(item => !isLeft(contract, asked, item));
        return one ? { ...answer, items: withOneAt(place, answer.items, one) } : answer;
      }),
    ),
  );

const disordered = (contract: Contract, number: number): Mutation[] => [
  ofWalk(
    contract,
    `page ${number} in the opposite order`,
    'order',
    onPage(number, answer => (answer.items.length > 1 ? { ...answer, items: answer.items.toReversed() } : answer)),
  ),
  ofWalk(contract, `the items at the border after page ${number} exchanged`, 'order', (answer, asked) => {
    const before = itemBefore(asked, contract);
    if (isPage(asked, number + 1) && before && answer.items.length > 0) {
      return { ...answer, items: [before, ...answer.items.slice(1)] };
    }
    if (!isPage(asked, number) || answer.next === undefined) return answer;
    const [after] = conformingList(contract)({ ...asked, url: new URL(answer.next) }).items;
    return after ? { ...answer, items: [...answer.items.slice(0, -1), after] } : answer;
  }),
];

const turned =
  (contract: Contract): Disturb =>
  (answer, asked) =>
    asked.resources.length > 1
      ? conformingList(contract)({ ...asked, resources: asked.resources.toReversed() })
      : answer;
