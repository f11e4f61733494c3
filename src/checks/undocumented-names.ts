import type { Contract } from '../contract/contract.ts';
import { type FieldPath, fieldPathsOf, instancesOf, lastOf, objectsHeldBy } from './instances.ts';

/** The names of all members that no field and no ruling accounts for, each once. */
export function undocumentedNames({ body, acceptedFields }: Contract, value: object): string[] {
  const paths: FieldPath[] = [[body.root], ...fieldPathsOf(body)];
  const names = paths.flatMap(path => {
    const field = lastOf(path);
    if (field.holding === undefined || field.holding === 'json-text') return [];
    const known = new Set([...field.members.flatMap(member => member.names), ...acceptedFields]);
    return instancesOf(path, value)
      .flatMap(instance => objectsHeldBy(field, instance))
      .flatMap(({ object }) => Object.keys(object).filter(name => !known.has(name)));
  });
  return [...new Set(names)];
}
