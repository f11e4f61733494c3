import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { type FieldPath, lastOf } from '../contract/field-path.ts';
import { hasType } from '../documentation/contradictions.ts';
import type { JsonType } from '../documentation/fact.ts';
import { linksField } from '../probes/link-slots.ts';
import type { Alteration } from './alterations.ts';
import { inFollowUp, inLastRead, type Make, whereShown } from './change.ts';
import { fieldPaths, labelOf, withFieldValue } from './field-places.ts';
import { onlyThere } from './item-places.ts';
import type { Mutation } from './mutant.ts';

/** A value of every JSON type, and those that are easily taken for another. */
const jsonValues: readonly (readonly [what: string, value: unknown])[] = [
  ['text', 'text'],
  ['text of digits', '7'],
  ['text of a boolean', 'true'],
  ['an integer', 7],
  ['0', 0],
  ['1', 1],
  ['a fraction', 7.5],
  ['true', true],
  ['null', null],
  ['a list', []],
  ['an object', {}],
];

/** Values of other types than this one; null among them unless it is ruled. */
export const valuesUnlike = (type: JsonType, nullable = false): typeof jsonValues =>
  jsonValues.filter(([, value]) => (value === null ? !nullable : !hasType(value, type)));

/** Lists that contain something other than the documented objects; empty for a field that is not such a list. */
export const listsOfOthers = ({ holding }: Field): typeof jsonValues =>
  holding === 'list' ? valuesUnlike('object').map(([what, value]) => [`a list with ${what} in it`, [value]]) : [];

/** Values of another type than the documented one, and nulls that no ruling allows, for every field. */
export const typeMutations = (contract: Contract): Mutation[] =>
  fieldPaths(contract.body).flatMap(path => ofField(contract, path));

function ofField(contract: Contract, path: FieldPath): Mutation[] {
  const { body } = contract;
  const field = lastOf(path);
  const wrong = valuesUnlike(field.type, field.nullable);
  const made = (what: string, kind: string, make: Make): Mutation => ({
    name: `${labelOf(path, body)}: ${what}`,
    kind,
    breaks: `${field.id}/type`,
    make,
  });
  const withValue = (value: unknown): Alteration => withFieldValue(path, () => value);
  const mutation = (what: string, kind: string, value: unknown, where = whereShown(path, contract)): Mutation =>
    made(what, kind, where(withValue(value)));
  return [
    ...wrong.map(([what, value]) => mutation(what, value === null ? 'null where not ruled' : 'types', value)),
    ...listsOfOthers(field).map(([what, value]) => mutation(what, 'types', value)),
    ...wrong
      .slice(0, 1)
      .flatMap(([what, value]) => [
        ...onlyThere(contract, path, withValue(value)).map(([where, make]) => made(`${what}, ${where}`, 'types', make)),
        mutation(`${what}, in the second read`, 'unsteady', value, inLastRead),
        ...(linksField(contract) ? [mutation(`${what}, behind the self link`, 'unsteady', value, inFollowUp)] : []),
      ]),
  ];
}
