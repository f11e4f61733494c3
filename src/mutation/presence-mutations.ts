import type { Contract } from '../contract/contract.ts';
import { spellingsIn } from '../contract/field.ts';
import { type FieldPath, holderOf, lastOf } from '../contract/field-path.ts';
import { linksField } from '../probes/link-slots.ts';
import type { Alteration, WritableObject } from './alterations.ts';
import { inFollowUp, inLastRead, type Make, whereShown } from './change.ts';
import { fieldPaths, labelOf, withHolders } from './field-places.ts';
import { onlyThere } from './item-places.ts';
import type { Mutation } from './mutant.ts';

/** Every field absent, spelled otherwise, or a level up. */
export const presenceMutations = (contract: Contract): Mutation[] =>
  fieldPaths(contract.body).flatMap(path => ofField(contract, path));

function ofField(contract: Contract, path: FieldPath): Mutation[] {
  const { body } = contract;
  // Only some answers have it.
  if (lastOf(path).optional) return [];
  const made = (what: string, kind: string, make: Make): Mutation => ({
    name: `${labelOf(path, body)}: ${what}`,
    kind,
    breaks: `${lastOf(path).id}/presence`,
    make,
  });
  const mutation = (what: string, kind: string, alteration: Alteration, where = whereShown(path, contract)): Mutation =>
    made(what, kind, where(alteration));
  return [
    mutation('absent', 'presence', absent(path)),
    ...misspelt(path).map(([what, alteration]) => mutation(what, 'presence', alteration)),
    ...(path.length > 2 ? [mutation('a level up', 'presence', movedUp(path))] : []),
    ...onlyThere(contract, path, absent(path)).map(([where, make]) => made(`absent, ${where}`, 'presence', make)),
    mutation('absent, in the second read', 'unsteady', absent(path), inLastRead),
    ...(linksField(contract) ? [mutation('absent, behind the self link', 'unsteady', absent(path), inFollowUp)] : []),
  ];
}

type Spell = (name: string) => string;

const otherCase: Spell = name => (name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase());

/** Names that are easily taken for the documented one. */
const misspellings: readonly (readonly [what: string, spell: Spell])[] = [
  ['misspelt', name => `${name}s`],
  ['capitalized', otherCase],
];

/** Every wrong spelling of a field. */
export const misspelt = (path: FieldPath): (readonly [what: string, alteration: Alteration])[] =>
  misspellings.map(([what, spell]) => [what, renamed(path, spell)]);

/** The field taken away wherever it stands. */
export const absent = (path: FieldPath): Alteration =>
  withPresent(path, (holder, name) => {
    delete holder[name];
  });

function renamed(path: FieldPath, spell: Spell): Alteration {
  const { names } = lastOf(path);
  return withPresent(path, (holder, name) => {
    if (names.includes(spell(name))) return;
    holder[spell(name)] = holder[name];
    delete holder[name];
  });
}

const movedUp = (path: FieldPath): Alteration =>
  withPresent(path, (holder, name, outer) => {
    if (!outer) return;
    outer[name] = holder[name];
    delete holder[name];
  });

/** Changes each spelling of the field that is there. JSON text keeps one documented member, else it is any text. */
function withPresent(
  path: FieldPath,
  change: (holder: WritableObject, name: string, outer: WritableObject | undefined) => void,
): Alteration {
  const [field, { holding, members }] = [lastOf(path), holderOf(path)];
  return withHolders(path, (holder, outer) => {
    const others = members.filter(member => member !== field);
    if (holding === 'json-text' && !others.some(member => spellingsIn(member, holder).length > 0)) return;
    for (const name of spellingsIn(field, holder)) change(holder, name, outer);
  });
}
