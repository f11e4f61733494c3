import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { chosenItems, itemPath } from '../probes/list-queries.ts';
import { listNames, mostItems } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { identityOf, listedItems, readOfItem } from '../recording/list-items.ts';
import { contentOf } from '../recording/response-json.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import type { Exchange } from '../wire/exchange.ts';
import { type Alteration, altered, unanswered, withJson, withStatus } from './alterations.ts';
import { inExchanges, inLastRead, inReads, type Make, type Original } from './change.ts';
import { anotherValue } from './conforming-values.ts';
import { withFieldValue, withHolders } from './field-places.ts';
import { indexAt, itemAt, itemPlaces, withList, withOneAt, withoutOneAt } from './item-places.ts';
import type { Mutation } from './mutant.ts';
import { another } from './relisting.ts';

/** Items that a list has twice, that are listed otherwise than they are shown, or that only one of two lists has. */
export function itemMutations(contract: Contract): Mutation[] {
  const { list } = contract;
  if (!list) return [];
  return [
    ...repeated(contract),
    ...(list.shownBy ? shownOtherwise(contract, list.shownBy) : []),
    ...(list.alsoIn ? listedOnce(contract, list.alsoIn) : []),
    ...foreign(contract),
  ];
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

/** An item with another value where it is listed, or where it is shown; or shown with a refusal. */
function shownOtherwise(contract: Contract, shownBy: Contract): Mutation[] {
  const telling = [contract, contract.list?.alsoIn, shownBy].flatMap(one => one?.steady.while ?? []);
  const isTelling = ({ names: [name] }: Field): boolean => telling.includes(name);
  const shown = contentField(shownBy.body).members;
  const fields = contentField(contract.body).members.filter(({ names: [name] }) =>
    shown.some(({ names }) => names.includes(name)),
  );
  const inShow = (field: Field): Alteration =>
    withFieldValue([...contentPath(shownBy.body), field], value => otherThan(field, value));
  const ordinals = Array.from({ length: mostItems }, (_, index) => index);
  const refusals = shownBy.statuses.filter(({ normal }) => !normal).map(({ code }) => code);
  const broken: readonly (readonly [what: string, alteration: Alteration])[] = [
    ...refusals.map(code => [`answered with ${code}`, withStatus(code)] as const),
    ['an empty object', withJson({})],
    ['a list', withJson([])],
    ['not answered', unanswered],
  ];
  return [
    ...ordinals.flatMap(index => [
      ...fields
        .filter(field => !isTelling(field))
        .map(field =>
          mutation(
            `chosen item ${index + 1} shown with another ${field.names[0]}`,
            listNames.item,
            inItemRead([index], inShow(field)),
          ),
        ),
      ...fields
        .filter(field => !isTelling(field) && field.names[0] !== contract.list?.identity)
        .map(field =>
          mutation(
            `chosen item ${index + 1} listed with another ${field.names[0]}`,
            listNames.item,
            inListed(index, field),
          ),
        ),
      ...broken.map(([what, alteration]) =>
        mutation(`read of chosen item ${index + 1}: ${what}`, listNames.item, inItemRead([index], alteration)),
      ),
    ]),
    // Each of them may have changed meanwhile.
    ...fields.filter(isTelling).map(
      (field): Mutation => ({
        ...mutation(`shown with another ${field.names[0]}`, listNames.item, inItemRead(ordinals, inShow(field))),
        onlyUnproven: true,
      }),
    ),
  ];
}

/** Another value; of a list other entries, for their order means nothing. */
const otherThan = (field: Field, value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 ? value.slice(1) : anotherValue(field, value);

/** The identities of the items that are read one by one. */
function chosenIn({ contract, answerOf }: Original): readonly (string | undefined)[] {
  const items = listedItems(contract, answerOf, firstRead) ?? [];
  return chosenItems(contract, items).map(item => identityOf(item, contract));
}

/** Alters the reads of these chosen items, whichever operation made them; not applicable where one was not read. */
const inItemRead =
  (indexes: readonly number[], alteration: Alteration): Make =>
  original => {
    const { contract, recording } = original;
    const { target, exchanges } = recording;
    const chosen = chosenIn(original);
    const reads = indexes.flatMap((index): Exchange[] => {
      const identity = chosen[index];
      const shownBy = contract.list?.shownBy;
      if (identity === undefined || !shownBy) return [];
      const read = readOfItem(exchanges, target.endpoint + itemPath(shownBy, identity, target.project));
      return read ? [read] : [];
    });
    const others = reads.map(alteration);
    if (reads.length < indexes.length || others.some((one, at) => one === reads[at])) {
      return { notApplicable: `${listNames.item}: no such item was read, or it has nothing that this changes` };
    }
    return { ...recording, exchanges: exchanges.map(one => others[reads.indexOf(one)] ?? one) };
  };

/** Alters a field of a chosen item in both reads of the list. */
const inListed =
  (index: number, field: Field): Make =>
  original => {
    const { contract } = original;
    const identity = chosenIn(original)[index];
    if (identity === undefined) return { notApplicable: `${listNames.item}: the list has no such item` };
    const change = withHolders([...contentPath(contract.body), field], holder => {
      if (identityOf(holder, contract) !== identity) return;
      for (const name of field.names) if (Object.hasOwn(holder, name)) holder[name] = otherThan(field, holder[name]);
    });
    return inReads(change)(original);
  };

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

function withFurther(
  items: readonly unknown[],
  place: (typeof itemPlaces)[number],
  list: Contract,
): readonly unknown[] {
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
