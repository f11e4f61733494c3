import { type Body, contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { spellingsIn } from '../contract/field.ts';
import { contentPath, type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { type Alteration, inSequence, withResource } from './alterations.ts';
import { type Change, inLastRead, inReads } from './change.ts';
import { conformingValues, otherConformingValue } from './conforming-values.ts';
import { fieldPaths, withFieldValue, withHolders } from './field-places.ts';
import { withList } from './item-places.ts';
import { listsOf } from './relisted.ts';
import { whereverShown } from './relisting.ts';

/** The same answers with other values, spellings and members that the page and its rulings allow. */
export const valueVariants = (contract: Contract): Change[] => [
  ...otherLengths(contract),
  ...otherValues(contract),
  ...otherSpellings(contract),
  ...acceptedFields(contract),
  ...movedOn(contract),
];

/** A list of whose items nothing is known may be empty, or contain any number of them. */
function otherLengths({ body, list }: Contract): Change[] {
  if (isOneResource(body) || list) return [];
  return [
    { name: 'an empty list', make: inReads(withList(body, () => [])) },
    { name: 'a longer list', make: inReads(withList(body, items => [...items, ...items])) },
  ];
}

/** Each kind of value in all fields at once that may have it. */
function otherValues(contract: Contract): Change[] {
  const kinds = [
    ...new Set(
      listsOf(contract)
        .flatMap(choicesIn)
        .map(({ kind }) => kind),
    ),
  ];
  return kinds.map(name => {
    const alterationFor = (one: Contract): Alteration =>
      inSequence(...choicesIn(one).flatMap(({ kind, alteration }) => (kind === name ? [alteration] : [])));
    return { name, make: whereverShown(contract, alterationFor) };
  });
}

const choicesIn = ({ body, list }: Contract): { readonly kind: string; readonly alteration: Alteration }[] =>
  fieldPaths(body)
    .filter(path => isFree(path) && lastOf(path).names[0] !== list?.identity)
    .flatMap(path =>
      conformingValues(lastOf(path)).map(([kind, value]) => ({ kind, alteration: withFieldValue(path, () => value) })),
    );

/** Links to the resource itself depend on each other, see `link-variants.ts`. */
const isFree = (path: FieldPath): boolean =>
  !path.some(({ rules }) => rules.some(({ rule }) => rule.rule === 'links-to-this-resource'));

/** Every accepted name but the one that is there. */
const otherSpellings = (contract: Contract): Change[] =>
  fieldPathsOf(contract.body).flatMap(path => {
    const [name, ...others] = lastOf(path).names;
    return others.map((_, index) => ({
      name: `${name} in accepted spelling ${index + 1}`,
      make: whereverShown(contract, ({ body }) =>
        inSequence(...pathsTo(name, body).map(one => respelled(one, index + 1))),
      ),
    }));
  });

const pathsTo = (name: string, body: Body): FieldPath[] =>
  fieldPathsOf(body).filter(path => lastOf(path).names[0] === name);

/** The field under the name that comes so many steps behind its present one. */
function respelled(path: FieldPath, steps: number): Alteration {
  const field = lastOf(path);
  return withHolders(path, holder => {
    const [present] = spellingsIn(field, holder);
    if (present === undefined) return;
    const other = field.names[(field.names.indexOf(present) + steps) % field.names.length] ?? present;
    holder[other] = holder[present];
    delete holder[present];
  });
}

/** Fields that the page does not know and a ruling accepts. */
function acceptedFields(contract: Contract): Change[] {
  if (contract.acceptedFields.length === 0) return [];
  return [{}, 'text', null].map(value => ({
    name: `accepted fields: ${JSON.stringify(value)}`,
    make: whereverShown(contract, ({ body, acceptedFields: names }) => {
      const accepted = Object.fromEntries(names.map(name => [name, value]));
      return withResource(body.envelope?.names[0], resource => ({ ...resource, ...accepted }));
    }),
  }));
}

/** Something happens to the resource between the reads. */
function movedOn({ body, steady }: Contract): Change[] {
  if (!isOneResource(body) || steady.while.length === 0) return [];
  const moving = contentField(body).members.filter(({ names: [name] }) => !steady.always.includes(name));
  const moved = moving.map(field =>
    withFieldValue([...contentPath(body), field], value => otherConformingValue(field, value)),
  );
  return [{ name: 'a resource that changes between the reads', make: inLastRead(inSequence(...moved)) }];
}
