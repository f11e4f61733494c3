import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { contentPath, type FieldPath } from '../contract/field-path.ts';
import { type Alteration, inSequence, unanswered, withJson, withStatus } from './alterations.ts';
import { inLastRead } from './change.ts';
import { anotherValue } from './conforming-values.ts';
import { withFieldValue } from './field-places.ts';
import type { Mutation } from './mutant.ts';

/** A second read that is refused, or that shows something else although nothing happened to the resource. */
export function steadinessMutations({ body, steady, statuses }: Contract): Mutation[] {
  if (!isOneResource(body)) return [];
  const { members } = contentField(body);
  const pathTo = (field: Field): FieldPath => [...contentPath(body), field];
  const another = (field: Field): Alteration => withFieldValue(pathTo(field), value => anotherValue(field, value));
  const isMoving = ({ names: [name] }: Field): boolean => steady.while.includes(name);
  const moved = inSequence(...members.filter(isMoving).map(another));
  const mutation = (what: string, alteration: Alteration): Mutation => ({
    name: `second read: ${what}`,
    kind: 'unsteady',
    breaks: 'steady',
    make: inLastRead(alteration),
  });
  const still = members.filter(field => !isMoving(field));
  const always = steady.while.length > 0 ? still.filter(({ names: [name] }) => steady.always.includes(name)) : [];
  const refusals = statuses.filter(({ normal }) => !normal);
  return [
    ...still.map(field => mutation(`another ${field.names[0]}`, another(field))),
    ...still
      .filter(({ nullable }) => nullable)
      .map(field =>
        mutation(
          `null for ${field.names[0]}`,
          withFieldValue(pathTo(field), () => null),
        ),
      ),
    ...always.map(field =>
      mutation(
        `another ${field.names[0]} together with another ${steady.while.join(' and ')}`,
        inSequence(another(field), moved),
      ),
    ),
    ...refusals.map(({ code }) => mutation(`answered with ${code}`, withStatus(code))),
    mutation('empty', withJson({})),
    mutation('not answered', unanswered),
  ];
}
