import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { chosenItems, itemPath } from '../probes/list-queries.ts';
import { listNames, mostItems } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { identityOf, listedItems, readOfItem } from '../recording/list-items.ts';
import type { Exchange } from '../wire/exchange.ts';
import { type Alteration, unanswered, withJson, withStatus } from './alterations.ts';
import { inReads, type Make, type Original } from './change.ts';
import { anotherValue } from './conforming-values.ts';
import { withFieldValue, withHolders } from './field-places.ts';
import type { Mutation } from './mutant.ts';

const ofShown = (what: string, make: Make): Mutation => ({
  name: `items: ${what}`,
  kind: 'items',
  breaks: listNames.item,
  make,
});

/** An item with another value where it is listed, or where it is shown; or shown with a refusal. */
export function shownItemMutations(contract: Contract): Mutation[] {
  const shownBy = contract.list?.shownBy;
  if (!shownBy) return [];
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
          ofShown(`chosen item ${index + 1} shown with another ${field.names[0]}`, inItemRead([index], inShow(field))),
        ),
      ...fields
        .filter(field => !isTelling(field) && field.names[0] !== contract.list?.identity)
        .map(field =>
          ofShown(`chosen item ${index + 1} listed with another ${field.names[0]}`, inListed(index, field)),
        ),
      ...broken.map(([what, alteration]) =>
        ofShown(`read of chosen item ${index + 1}: ${what}`, inItemRead([index], alteration)),
      ),
    ]),
    // Each of them may have changed meanwhile.
    ...fields.filter(isTelling).map(
      (field): Mutation => ({
        ...ofShown(`shown with another ${field.names[0]}`, inItemRead(ordinals, inShow(field))),
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
