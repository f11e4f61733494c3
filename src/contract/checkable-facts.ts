import type { Place } from '../documentation/page.ts';
import type { Contract, ListRules } from './contract.ts';
import type { Field } from './field.ts';

/** A fact that can be judged from outside: a type, a presence, a link's meaning, a status, what the path names. */
export interface CheckableFact {
  readonly id: string;
  readonly place: Place;
}

/**
 * Every checkable fact of a contract, in the page's order. Titles and prose are not checkable, and a parameter of the query
 * is only if its meaning is known. A body without an envelope is a fact itself: it is an object or a list.
 */
export function checkableFacts({ operation, parameters, query, body, list, statuses }: Contract): CheckableFact[] {
  const { root, envelope } = body;
  const fields = envelope ? root.members.flatMap(withMembers) : withMembers(root);
  const meant = new Set(list ? namesOf(list) : []);
  const asked = query.filter(({ name }) => meant.has(name));
  return [{ id: 'operation', place: operation.place }, ...parameters, ...asked, ...fields, ...statuses];
}

/** The parameters of the query whose meanings are known. */
const namesOf = ({ limit, offset, marker, filters, count }: ListRules): string[] =>
  [limit, offset, marker, ...filters, count?.parameter].flatMap(one => one?.name ?? []);

const withMembers = (field: Field): Field[] => [field, ...field.members.flatMap(withMembers)];
