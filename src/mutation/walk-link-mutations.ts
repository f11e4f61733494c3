import type { Contract } from '../contract/contract.ts';
import { chosenItems, walkQuery } from '../probes/list-queries.ts';
import { firstRead } from '../probes/ways.ts';
import { conformingList, type PartAnswer } from './conforming-list.ts';
import type { Mutation } from './mutant.ts';
import type { Disturb, Resources } from './relisting.ts';
import { afterLast, firstOf, isLeft, isWalked, ofWalk, onEachPage, onLastPage, onPage, pageNumbers } from './walks.ts';

/** Pages that do not lead on, or lead on at the end, and links to pages that were read, with other items, or not given. */
export function walkLinkMutations(contract: Contract): Mutation[] {
  return isWalked(contract)
    ? [...missingLinks(contract), ...linksAtEnd(contract), ...wrongLinks(contract), ...refusedPages(contract)]
    : [];
}

const withoutLink = (answer: PartAnswer): PartAnswer =>
  answer.next === undefined ? answer : { ...answer, next: undefined };

const missingLinks = (contract: Contract): Mutation[] => [
  ...pageNumbers
    .slice(0, -1)
    .map(number => ofWalk(contract, `no link on page ${number}`, 'next', onPage(number, withoutLink))),
  ofWalk(contract, 'no link on any page', 'next', onEachPage(withoutLink)),
  ofWalk(
    contract,
    'no link to the last item',
    'next',
    onLastPage(answer => ({ ...answer, items: answer.items.slice(0, -1) })),
  ),
];

function linksAtEnd(contract: Contract): Mutation[] {
  const linked: Disturb = (answer, asked) => ({ ...answer, next: afterLast(answer, asked, contract) });
  return [
    ofWalk(contract, 'a link on the last page', 'end', onLastPage(linked)),
    ofWalk(
      contract,
      'a link in a read of the whole list',
      'end',
      (answer, asked) => (asked.name === firstRead && answer.items.length > 1 ? linked(answer, asked) : answer),
      all => walkedAsWhole(contract, all),
    ),
    {
      ...ofWalk(
        contract,
        'no end',
        'walk',
        onEachPage((answer, asked) =>
          answer.next === undefined
            ? { ...answer, next: `${afterLast(answer, asked, contract)}&page=${asked.name}` }
            : answer,
        ),
      ),
      onlyUnproven: true,
    },
  ];
}

/** The most resources through which a run walks without a filter: they are in different states. */
function walkedAsWhole(contract: Contract, all: Resources): Resources {
  const chosen = chosenItems(contract, all);
  const isWhole = (items: Resources): boolean => {
    const query = walkQuery(contract, items);
    return 'parameters' in query && (contract.list?.filters ?? []).every(({ name }) => !(name in query.parameters));
  };
  return chosen.map((_, index) => chosen.slice(0, chosen.length - index)).find(isWhole) ?? [];
}

const wrongLinks = (contract: Contract): Mutation[] =>
  pageNumbers.flatMap(number => [
    ofWalk(
      contract,
      `page ${number} leads back to itself`,
      'walk',
      onPage(number, (answer, { url }) => ({ ...answer, next: url.href })),
    ),
    ofWalk(
      contract,
      `page ${number} leads back to the first`,
      'walk',
      onPage(number, (answer, { url }) => ({ ...answer, next: firstOf(url, contract).href })),
    ),
    ofWalk(contract, `filters lost in the link of page ${number}`, 'walk', onPage(number, unfiltered(contract))),
  ]);

/** A link without the filters; not where the page that it leads to has only items that match. */
const unfiltered =
  (contract: Contract): Disturb =>
  (answer, asked) => {
    if (answer.next === undefined) return answer;
    const url = new URL(answer.next);
    for (const { name } of contract.list?.filters ?? []) url.searchParams.delete(name);
    const { items } = conformingList(contract)({ ...asked, url });
    return items.every(item => isLeft(contract, asked, item)) ? answer : { ...answer, next: url.href };
  };

const refusedPages = (contract: Contract): Mutation[] =>
  [1, 2, pageNumbers.length].flatMap(number =>
    contract.statuses
      .filter(({ normal }) => !normal)
      .map(({ code }) =>
        ofWalk(
          contract,
          `page ${number} answered with ${code}`,
          'walk',
          onPage(number, () => ({ status: code, items: [] })),
        ),
      ),
  );
