import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { contentOf } from '../recording/response-json.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import { type Alteration, altered } from './alterations.ts';
import { inExchanges, inLastRead, inReads, type Make } from './change.ts';
import { type ItemPlace, indexAt, itemAt, itemPlaces, withList, withOneAt, withoutOneAt } from './item-places.ts';
import type { Mutation } from './mutant.ts';
import { another } from './relisting.ts';

/** Items that a list has twice, that only one of two lists has, or that another project has, too. */
export function itemMutations(contract: Contract): Mutation[] {
  const { list } = contract;
  if (!list) return [];
  return [...repeated(contract), ...(list.alsoIn ? listedOnce(contract, list.alsoIn) : []), ...foreign(contract)];
}

const mutation = (what: string, breaks: string, make: Make): Mutation => ({
  name: `items: ${what}`,
  kind: 'items',
  breaks,
  make,
});

/** An item a second time, where it is and elsewhere, in both reads and in one. */
function repeated({ body }: Contract): Mutation[] {
  const reads = [
    ['', inReads],
    [', in the first read', (alteration: Alteration): Make => inExchanges([firstRead], alteration)],
    [', in the second read', inLastRead],
  ] as const;
  return itemPlaces.flatMap(from =>
    itemPlaces.flatMap(to =>
      reads.map(([where, inThese]) => {
        const twice = withList(body, items => {
          const one = itemAt(from, items);
          return one === undefined ? items : withOneAt(to, items, one);
        });
        return mutation(`the ${from} twice, again as the ${to}${where}`, 'items/once', inThese(twice));
      }),
    ),
  );
}

/** An item that one of two lists lacks, or that only one of them has. */
function listedOnce(contract: Contract, other: Contract): Mutation[] {
  const inOther =
    (change: Alteration): Make =>
    original => {
      const reads = [firstRead, lastRead];
      const recording = altered(original.recording, reads, change, other.name);
      const isChanged = recording.exchanges.some((one, at) => one !== original.recording.exchanges[at]);
      return isChanged ? recording : { notApplicable: `${other.name}: it contains nothing that this changes` };
    };
  const lists = [
    [contract, inReads],
    [other, inOther],
  ] as const;
  return lists.flatMap(([list, inThese]) => [
    ...itemPlaces.flatMap(place => [
      mutation(
        `the ${place} missing in ${list.name}`,
        'items/summary',
        inThese(withList(list.body, items => withoutOneAt(place, items))),
      ),
      mutation(
        `one too many in ${list.name}, as the ${place}`,
        'items/summary',
        inThese(withList(list.body, items => withFurther(items, place, list))),
      ),
    ]),
    mutation(`none in ${list.name}`, 'items/summary', inThese(withList(list.body, () => []))),
  ]);
}

function withFurther(items: readonly unknown[], place: ItemPlace, list: Contract): readonly unknown[] {
  const model = items.find(isObject);
  return model ? withOneAt(place, items, another(model, items.length, list)) : items;
}

/** An item that the other project has, too. */
function foreign({ body }: Contract): Mutation[] {
  const name = listNames.otherProject;
  const shared = (what: string, make: (own: readonly JsonObject[], theirs: readonly JsonObject[]) => Make): Mutation =>
    mutation(what, name, original => {
      const { contract, exchange } = original;
      const [own, theirs] = [firstRead, name].map(one => contentOf(exchange(one), contract));
      return Array.isArray(own) && Array.isArray(theirs)
        ? make(own as JsonObject[], theirs as JsonObject[])(original)
        : { notApplicable: `${name}: one of the two lists was not read` };
    });
  return [
    ...itemPlaces.flatMap(place => [
      shared(`the other project lists the ${place}, too`, own =>
        inExchanges(
          [name],
          withList(body, items => [...items, ...own.slice(indexAt(place, own)).slice(0, 1)]),
        ),
      ),
      shared(`one of the other project is listed as the ${place}`, (_, [theirs]) =>
        inReads(withList(body, items => (theirs ? withOneAt(place, items, theirs) : items))),
      ),
    ]),
    shared('both projects have the same', own =>
      inExchanges(
        [name],
        withList(body, () => own),
      ),
    ),
  ];
}
