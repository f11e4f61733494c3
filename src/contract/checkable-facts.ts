import type { Place } from '../documentation/page.ts';
import type { Contract } from './contract.ts';
import type { Field } from './field.ts';

/** A fact that can be judged from outside: a type, a presence, a link's meaning, a status, what the path names. */
export interface CheckableFact {
  readonly id: string;
  readonly place: Place;
}

/**
 * Every checkable fact of a contract, in the page's order. Titles and prose are not checkable, and no check
 * judges the parameters of a query yet. A body without an envelope is a fact itself: it is an object or a list.
 */
export function checkableFacts({ operation, parameters, body, statuses }: Contract): CheckableFact[] {
  const { root, envelope } = body;
  const fields = envelope ? root.members.flatMap(withMembers) : withMembers(root);
  return [{ id: 'operation', place: operation.place }, ...parameters, ...fields, ...statuses];
}

const withMembers = (field: Field): Field[] => [field, ...field.members.flatMap(withMembers)];
