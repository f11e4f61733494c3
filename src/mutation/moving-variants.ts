import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import type { JsonObject } from '../text/json.ts';
import type { Change } from './change.ts';
import { conformingList } from './conforming-list.ts';
import { otherConformingValue } from './conforming-values.ts';
import { type ItemPlace, indexAt, itemPlaces, withOneAt, withoutOneAt } from './item-places.ts';
import type { Listing } from './relisted.ts';
import { another, type Resources, relistedBy } from './relisting.ts';

/** Items that change, come or go while a list is asked. */
export const movingVariants = (contract: Contract): Change[] =>
  contract.list
    ? movements(contract).flatMap(([what, move]) =>
        moments.map(([when, listingOf]) => ({
          name: `${what} ${when}`,
          make: relistedBy(contract, first => listingOf(contract, first, move(first))),
        })),
      )
    : [];

/** What becomes of the resources. */
type Move = (resources: Resources) => Resources;

function movements(contract: Contract): (readonly [what: string, move: Move])[] {
  const coming = (resources: Resources): JsonObject[] => resources.slice(0, 1).map(one => another(one, 1, contract));
  const arriving =
    (place: ItemPlace): Move =>
    resources =>
      coming(resources).reduce((all, one) => withOneAt(place, all, one), resources);
  const changed = (one: JsonObject): JsonObject => movedOn(one, contract);
  return [
    ...itemPlaces.flatMap(place => [
      [`the ${place} item goes`, (all: Resources) => withoutOneAt(place, all)] as const,
      [`an item comes as the ${place}`, arriving(place)] as const,
      [
        `the ${place} item changes`,
        (all: Resources) => all.map((one, index) => (index === indexAt(place, all) ? changed(one) : one)),
      ] as const,
    ]),
    ['all items go', () => []],
    ['all items change', all => all.map(changed)],
    ['every second item goes', all => all.filter((_, index) => index % 2 === 0)],
    ['one item goes and another comes', all => arriving('first')(all.slice(0, -1))],
    ['the order changes', all => all.toReversed()],
    ['the first item becomes the last', all => [...all.slice(1), ...all.slice(0, 1)]],
    ['the last item becomes the first', all => [...all.slice(-1), ...all.slice(0, -1)]],
  ];
}

/** The resource with other values in everything that may change. */
function movedOn(resource: JsonObject, contract: Contract): JsonObject {
  const lists = [contract, ...(contract.list?.alsoIn ? [contract.list.alsoIn] : [])];
  const constant = lists.flatMap(({ steady }) => steady.always);
  const fields = lists.flatMap(({ body }) => contentField(body).members);
  const moving = fields.filter(({ names: [name] }) => !constant.includes(name) && Object.hasOwn(resource, name));
  return {
    ...resource,
    ...Object.fromEntries(moving.map(field => [field.names[0], otherConformingValue(field, resource[field.names[0]])])),
  };
}

type ListingOf = (contract: Contract, before: Resources, after: Resources) => Partial<Listing>;

/** When it happens, while the list is asked. */
const moments: readonly (readonly [when: string, listingOf: ListingOf])[] = [
  ['before the second read', (_, before, after) => ({ resources: name => (name === lastRead ? after : before) })],
  ['after the first read', (_, before, after) => ({ resources: name => (name === firstRead ? before : after) })],
  [
    'during the walk',
    (_, before, after) => ({
      resources: name => (name === firstRead || name === `${listNames.walk}/1` ? before : after),
    }),
  ],
  [
    'before another list is read',
    ({ list }, before, after) => ({
      resources: name => (name === firstRead ? before : after),
      ...(list?.alsoIn ? { serviceOfOther: alwaysOf(list.alsoIn, after) } : {}),
    }),
  ],
];

const alwaysOf = (contract: Contract, resources: Resources): Listing['service'] => {
  const service = conformingList(contract);
  return asked => service({ ...asked, resources });
};
