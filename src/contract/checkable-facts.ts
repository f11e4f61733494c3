import type { Place } from '../documentation/page.ts';
import type { Contract } from './contract.ts';
import type { Field } from './field.ts';

/** A fact that can be judged from outside: a type, a presence, a link's meaning, a status, what the path names. */
export interface CheckableFact {
  readonly id: string;
  readonly place: Place;
}

/** Every checkable fact of a contract, in the page's order. Titles and prose are none. */
export function checkableFacts({ operation, parameters, body, statuses }: Contract): CheckableFact[] {
  return [
    { id: 'operation', place: operation.place },
    ...parameters,
    ...body.root.members.flatMap(withMembers),
    ...statuses,
  ];
}

const withMembers = (field: Field): Field[] => [field, ...field.members.flatMap(withMembers)];
