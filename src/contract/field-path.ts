import type { Body } from './body.ts';
import type { Field } from './field.ts';

/** A field with the fields around it, the whole body first. */
export type FieldPath = readonly [Field, ...Field[]];

/** Every field of a body with the fields around it, in the page's order; the body itself is left out. */
export function fieldPathsOf({ root }: Body): FieldPath[] {
  const below = (path: FieldPath): FieldPath[] =>
    lastOf(path).members.flatMap(member => {
      const longer: FieldPath = [...path, member];
      return [longer, ...below(longer)];
    });
  return below([root]);
}

/** The path to the resource, or to the list of resources. */
export const contentPath = ({ root, envelope }: Body): FieldPath => (envelope ? [root, envelope] : [root]);

/** The field that a path leads to. */
export const lastOf = (path: FieldPath): Field => path.at(-1) ?? path[0];

/** The field whose member a path leads to. */
export const holderOf = (path: FieldPath): Field => path.at(-2) ?? path[0];
