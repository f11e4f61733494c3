import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { spellingsIn } from '../contract/field.ts';
import { contentPath, type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { type Alteration, inSequence, withJsonChanged, withResource } from './alterations.ts';
import { type Change, inLastRead, inReads, type Make } from './change.ts';
import { conformingValues, otherConformingValue } from './conforming-values.ts';
import { fieldPaths, withFieldValue, withHolders } from './field-places.ts';

/** The same answers with other values, spellings and members that the page and its rulings allow. */
export const valueVariants = (contract: Contract): Change[] => [
  ...otherLengths(contract),
  ...otherValues(contract),
  ...otherSpellings(contract),
  ...acceptedFields(contract),
  ...movedOn(contract),
];

/** A list may be empty, or contain any number of resources. */
function otherLengths({ body }: Contract): Change[] {
  if (isOneResource(body)) return [];
  const withItems = (change: (items: readonly unknown[]) => unknown): Make => {
    const changed = (value: unknown): unknown => (Array.isArray(value) ? change(value) : value);
    return inReads(body.envelope ? withFieldValue(contentPath(body), changed) : withJsonChanged(changed));
  };
  return [
    { name: 'an empty list', make: withItems(() => []) },
    { name: 'a longer list', make: withItems(items => [...items, ...items]) },
  ];
}

/** Each kind of value in all fields at once that may have it. */
function otherValues({ body }: Contract): Change[] {
  const choices = fieldPaths(body)
    .filter(isFree)
    .flatMap(path =>
      conformingValues(lastOf(path)).map(([what, value]) => ({ what, alteration: withFieldValue(path, () => value) })),
    );
  const kinds = [...new Set(choices.map(({ what }) => what))];
  return kinds.map(kind => {
    const own = choices.filter(({ what }) => what === kind).map(({ alteration }) => alteration);
    return { name: kind, make: inReads(inSequence(...own)) };
  });
}

/** Links to the resource itself depend on each other, see `link-variants.ts`. */
const isFree = (path: FieldPath): boolean =>
  !path.some(({ rules }) => rules.some(({ rule }) => rule.rule === 'links-to-this-resource'));

/** Every accepted name but the one that is there. */
const otherSpellings = ({ body }: Contract): Change[] =>
  fieldPathsOf(body).flatMap(path => {
    const [name, ...others] = lastOf(path).names;
    return others.map((_, index) => ({
      name: `${name} in accepted spelling ${index + 1}`,
      make: inReads(respelled(path, index + 1)),
    }));
  });

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
function acceptedFields({ body, acceptedFields: names }: Contract): Change[] {
  if (names.length === 0) return [];
  return [{}, 'text', null].map(value => {
    const accepted = Object.fromEntries(names.map(name => [name, value]));
    const alteration = withResource(body.envelope?.names[0], resource => ({ ...resource, ...accepted }));
    return { name: `accepted fields: ${JSON.stringify(value)}`, make: inReads(alteration) };
  });
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
