import type { Contract } from '../contract/contract.ts';
import { chosenItems } from '../probes/list-queries.ts';
import { listNames, mostPages } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { identityOf } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';
import { type AskedPart, conformingList, isMatch, type PartAnswer } from './conforming-list.ts';
import { itemPlaces, withOneAt, withoutOneAt } from './item-places.ts';
import type { Mutation } from './mutant.ts';
import { type Disturb, disturbed, manyOf, type Resources } from './relisting.ts';

/** Items enough for four pages of several items each. */
const enough = 28;

/** Pages that do not lead on, or lead to the wrong place, and pages with other items or in another order. */
export function walkMutations(contract: Contract): Mutation[] {
  const { list } = contract;
  if (!list?.limit || !list.next || !list.marker) return [];
  return [...nextMutations, ...endMutations, ...stepMutations, ...itemsOfPages, ...orderMutations].flatMap(of =>
    of(contract),
  );
}

type MutationsOf = (contract: Contract) => Mutation[];

/** A damage to a walk through many items, or through others. */
function mutation(
  contract: Contract,
  what: string,
  rule: string,
  disturb: Disturb,
  resources: (all: Resources) => Resources = manyOf(enough, contract),
): Mutation {
  return {
    name: `walk: ${what}`,
    kind: 'paging',
    breaks: `paging/${rule}`,
    make: disturbed(contract, resources, disturb),
  };
}

const numbers = Array.from({ length: mostPages - 1 }, (_, index) => index + 1);
const isPage = ({ name }: AskedPart, number?: number): boolean =>
  number === undefined ? name.startsWith(`${listNames.walk}/`) : name === `${listNames.walk}/${number}`;

/** Disturbs one page; without a number all of them. */
const onPage =
  (number: number | undefined, change: Disturb): Disturb =>
  (answer, asked) =>
    isPage(asked, number) ? change(answer, asked) : answer;

/** Disturbs the page after which nothing remains, if it has items. */
const onLast =
  (change: Disturb): Disturb =>
  (answer, asked) =>
    isPage(asked) && answer.items.length > 0 && answer.next === undefined ? change(answer, asked) : answer;

const without = (answer: PartAnswer): PartAnswer =>
  answer.next === undefined ? answer : { ...answer, next: undefined };

const nextMutations: readonly MutationsOf[] = [
  contract => [
    ...numbers.map(number => mutation(contract, `no link on page ${number}`, 'next', onPage(number, without))),
    mutation(contract, 'no link on any page', 'next', onPage(undefined, without)),
    mutation(
      contract,
      'no link to the last item',
      'next',
      onLast(answer => ({ ...answer, items: answer.items.slice(0, -1) })),
    ),
  ],
];

/** The address of what comes after the last item of an answer. */
function afterLast({ items }: PartAnswer, { url, resources }: AskedPart, contract: Contract): string {
  const last = items.at(-1) ?? resources.at(-1);
  return withParameter(url, contract.list?.marker?.name ?? '', (last && identityOf(last, contract)) ?? '');
}

function withParameter(url: URL, name: string, value: string): string {
  const other = new URL(url);
  other.searchParams.set(name, value);
  return other.href;
}

const endMutations: readonly MutationsOf[] = [
  contract => {
    const linked: Disturb = (answer, asked) => ({ ...answer, next: afterLast(answer, asked, contract) });
    return [
      mutation(contract, 'a link on the last page', 'end', onLast(linked)),
      mutation(
        contract,
        'a link in a read of the whole list',
        'end',
        (answer, asked) => (asked.name === firstRead && answer.items.length > 1 ? linked(answer, asked) : answer),
        // In different states, so that nothing is left out of the walk.
        all => chosenItems(contract, all),
      ),
      {
        ...mutation(
          contract,
          'no end',
          'walk',
          onPage(undefined, (answer, asked) =>
            answer.next === undefined
              ? { ...answer, next: `${afterLast(answer, asked, contract)}&page=${asked.name}` }
              : answer,
          ),
        ),
        onlyUnproven: true,
      },
    ];
  },
];

/** The address of the first page of a walk, by the address of any. */
function firstOf(url: URL, contract: Contract): URL {
  const first = new URL(url);
  first.searchParams.delete(contract.list?.marker?.name ?? '');
  return first;
}

/** Links back to pages that were read, without the filters, and to pages that the service does not give. */
const stepMutations: readonly MutationsOf[] = [
  contract => [
    ...numbers.flatMap(number => [
      mutation(
        contract,
        `page ${number} leads back to itself`,
        'walk',
        onPage(number, (answer, { url }) => ({ ...answer, next: url.href })),
      ),
      mutation(
        contract,
        `page ${number} leads back to the first`,
        'walk',
        onPage(number, (answer, { url }) => ({ ...answer, next: firstOf(url, contract).href })),
      ),
      mutation(contract, `filters lost in the link of page ${number}`, 'walk', onPage(number, unfiltered(contract))),
    ]),
    ...[1, 2, numbers.length].flatMap(number =>
      contract.statuses
        .filter(({ normal }) => !normal)
        .map(({ code }) =>
          mutation(
            contract,
            `page ${number} answered with ${code}`,
            'walk',
            onPage(number, () => ({ status: code, items: [] })),
          ),
        ),
    ),
  ],
];

const isLeft = ({ list }: Contract, { url }: Pick<AskedPart, 'url'>, item: JsonObject): boolean =>
  (list?.filters ?? []).every(filter => isMatch(filter, item, url.searchParams.get(filter.name)));

/** A link without the filters; none where the page that it leads to has only items that match. */
const unfiltered =
  (contract: Contract): Disturb =>
  (answer, asked) => {
    if (answer.next === undefined) return answer;
    const url = new URL(answer.next);
    for (const { name } of contract.list?.filters ?? []) url.searchParams.delete(name);
    const { items } = conformingList(contract)({ ...asked, url });
    return items.every(item => isLeft(contract, asked, item)) ? answer : { ...answer, next: url.href };
  };

/** Items left out at a border between two pages or within one, items that come again, and items that do not match. */
const itemsOfPages: readonly MutationsOf[] = [
  contract =>
    numbers.flatMap(number => [
      ...itemPlaces.flatMap(place => [
        mutation(
          contract,
          `the ${place} item of page ${number} left out`,
          'walk',
          onPage(number, answer => {
            const isLastOfAll = answer.next === undefined && place === 'last';
            const items = withoutOneAt(place, answer.items);
            return isLastOfAll || items === answer.items || items.length === 0 ? answer : { ...answer, items };
          }),
        ),
        mutation(
          contract,
          `an item that does not match, as the ${place} of page ${number}`,
          'walk',
          onPage(number, (answer, asked) => {
            const one = asked.resources.find(item => !isLeft(contract, asked, item));
            return one ? { ...answer, items: withOneAt(place, answer.items, one) } : answer;
          }),
        ),
      ]),
      mutation(
        contract,
        `an item of page ${number} twice`,
        'walk',
        onPage(number, answer => ({ ...answer, items: [...answer.items, ...answer.items.slice(0, 1)] })),
      ),
      mutation(
        contract,
        `page ${number} begins with the last item of the one before`,
        'walk',
        onPage(number, (answer, asked) => {
          const before = itemBefore(asked, contract);
          return before ? { ...answer, items: [before, ...answer.items.slice(0, -1)] } : answer;
        }),
      ),
      mutation(
        contract,
        `page ${number} ends with the first item of all`,
        'walk',
        onPage(number, (answer, asked) => {
          const [first] = conformingList(contract)({ ...asked, url: firstOf(asked.url, contract) }).items;
          return number > 1 && first ? { ...answer, items: [...answer.items, first] } : answer;
        }),
      ),
    ]),
];

/** The item that a page begins after. */
const itemBefore = ({ url, resources }: AskedPart, contract: Contract): JsonObject | undefined =>
  resources.find(one => identityOf(one, contract) === url.searchParams.get(contract.list?.marker?.name ?? ''));

const orderMutations: readonly MutationsOf[] = [
  contract => [
    ...numbers.flatMap(number => [
      mutation(
        contract,
        `page ${number} in the opposite order`,
        'order',
        onPage(number, answer => (answer.items.length > 1 ? { ...answer, items: answer.items.toReversed() } : answer)),
      ),
      mutation(contract, `the item between pages ${number} and ${number + 1} exchanged`, 'order', (answer, asked) => {
        if (isPage(asked, number + 1)) {
          const before = itemBefore(asked, contract);
          return before && answer.items.length > 0 ? { ...answer, items: [before, ...answer.items.slice(1)] } : answer;
        }
        if (!isPage(asked, number) || answer.next === undefined) return answer;
        const [after] = conformingList(contract)({ ...asked, url: new URL(answer.next) }).items;
        return after ? { ...answer, items: [...answer.items.slice(0, -1), after] } : answer;
      }),
    ]),
    mutation(contract, 'all pages in the opposite order', 'order', (answer, asked) =>
      isPage(asked) && asked.resources.length > 1
        ? conformingList(contract)({ ...asked, resources: asked.resources.toReversed() })
        : answer,
    ),
  ],
];
