import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import { altered, withJsonChanged } from './alterations.ts';
import { type Change, isMade, type Make } from './change.ts';
import { conformingList, isPaged, type ListService, type Manner } from './conforming-list.ts';
import { manyOf, type Resources, relistedBy, withResources } from './relisting.ts';
import { enoughItems } from './walks.ts';

/** Lists of another length, and services that do otherwise what the page leaves to them. */
export function listVariants(contract: Contract): Change[] {
  if (!contract.list) return [];
  return [...otherLengths(contract), ...otherManners(contract), ...otherLinks(contract), ...alikeNames(contract)];
}

const otherLengths = (contract: Contract): Change[] => [
  { name: 'an empty list', make: withResources(contract, () => []) },
  { name: 'a list of one item', make: withResources(contract, all => all.slice(0, 1)) },
  { name: 'a list of two items', make: withResources(contract, all => all.slice(0, 2)) },
  { name: 'a longer list', make: withResources(contract, manyOf(enoughItems, contract)) },
];

/** A list of many items, by a service of its own manner. */
const inManner = (contract: Contract, service: (of: Contract) => ListService): Make =>
  relistedBy(contract, first => {
    const resources = manyOf(enoughItems, contract)(first);
    const { alsoIn } = contract.list ?? {};
    return {
      resources: () => resources,
      service: service(contract),
      ...(alsoIn ? { serviceOfOther: service(alsoIn) } : {}),
    };
  });

const manners: readonly (readonly [what: string, manner: Manner])[] = [
  ['pages that begin after so many items', { nextBy: 'offset' }],
  ['smaller pages than asked for', { mostOnPage: 3 }],
  ['pages of one item', { mostOnPage: 1 }],
  ['no answer with more than five items', { mostAtAll: 5 }],
  ['no answer with more than five items, and pages that begin after so many', { mostAtAll: 5, nextBy: 'offset' }],
];

function otherManners(contract: Contract): Change[] {
  const { filters = [], count } = contract.list ?? {};
  const newer = [...filters, ...(count ? [count.parameter] : [])].filter(({ since }) => since !== undefined);
  const paged = [
    ...manners.map(([name, manner]) => ({ name, make: inManner(contract, of => conformingList(of, manner)) })),
    {
      name: 'links to pages at another origin',
      make: inManner(contract, of => asked => {
        const answer = conformingList(of)(asked);
        return { ...answer, next: answer.next?.replace(/^https?:\/\/[^/]*/, 'https://internal.test') };
      }),
    },
  ];
  return [
    // Where a page does not say how to go on, an answer has everything.
    ...(isPaged(contract) ? paged : []),
    {
      name: 'none of the parameters that newer versions have',
      make: inManner(
        contract,
        of => asked =>
          newer.some(({ name }) => asked.url.searchParams.has(name))
            ? { status: 406, items: [] }
            : conformingList(of)(asked),
      ),
    },
  ];
}

/** Other links beside the one to the next page, and no links but a list of them. */
function otherLinks(contract: Contract): Change[] {
  const links = contract.list?.next?.links.names[0];
  if (links === undefined) return [];
  const withLinks =
    (change: (present: readonly unknown[], href: string) => readonly unknown[]): Make =>
    original => {
      const result = withResources(contract, manyOf(enoughItems, contract))(original);
      if (!isMade(result)) return result;
      const { exchanges, target } = result;
      const names = exchanges
        .filter(({ name, response }) => name.startsWith(`${contract.name}/`) && response?.status === contract.success)
        .map(({ name }) => name.slice(contract.name.length + 1))
        .filter(name => !name.startsWith(listNames.item) && name !== listNames.otherProject);
      const alteration = withJsonChanged(body => {
        if (!isObject(body)) return body;
        const present = body[links];
        return { ...body, [links]: change(Array.isArray(present) ? present : [], target.endpoint) };
      });
      return altered(result, names, alteration, contract.name);
    };
  return [
    { name: 'an empty list of links at the end', make: withLinks(present => present) },
    { name: 'a link to the page before', make: withLinks((present, href) => [{ rel: 'prev', href }, ...present]) },
  ];
}

/** As databases compare that ignore case and accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Values that differ in case and accents only, and filters that ignore these. */
function alikeNames(contract: Contract): Change[] {
  const { filters = [], identity } = contract.list ?? {};
  const fields = [contract, ...(contract.list?.alsoIn ? [contract.list.alsoIn] : [])].flatMap(({ body }) =>
    contentField(body).members.filter(({ type, rules }) => type === 'string' && rules.length === 0),
  );
  const alike = filters
    .map(({ field }) => field)
    .filter(name => name !== identity && fields.some(({ names }) => names[0] === name));
  const spellings = ['alike', 'Alike', 'älike', 'another'];
  const renamed = (one: JsonObject, index: number): JsonObject => ({
    ...one,
    ...Object.fromEntries(alike.map(name => [name, spellings[index % spellings.length]])),
  });
  const make = (manner: Manner): Make =>
    relistedBy(contract, first => {
      const resources: Resources = first.map(renamed);
      return { resources: () => resources, service: conformingList(contract, manner) };
    });
  return alike.length === 0
    ? []
    : [
        { name: 'values that differ in case only', make: make({}) },
        { name: 'filters that ignore case and accents', make: make({ folded }) },
      ];
}
