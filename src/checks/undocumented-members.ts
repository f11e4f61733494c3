import type { Contract } from '../contract/contract.ts';
import { type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { instancesOf, memberPlace, objectsHeldBy } from './instances.ts';

/** A member that no field documents and no ruling accepts. */
export interface UndocumentedMember {
  readonly name: string;
  /** Where it stands: `backup.links[].type`. */
  readonly place: string;
}

/** The undocumented members of a body, without duplicates of a place. */
export function undocumentedMembers({ body, acceptedFields }: Contract, value: object): UndocumentedMember[] {
  const paths: FieldPath[] = [[body.root], ...fieldPathsOf(body)];
  return paths.flatMap(path => {
    const field = lastOf(path);
    if (field.holding === undefined || field.holding === 'json-text') return [];
    const known = new Set([...field.members.flatMap(member => member.names), ...acceptedFields]);
    const names = instancesOf(path, value)
      .flatMap(instance => objectsHeldBy(field, instance))
      .flatMap(({ object }) => Object.keys(object).filter(name => !known.has(name)));
    return [...new Set(names)].map(name => ({ name, place: memberPlace(path, name) }));
  });
}
