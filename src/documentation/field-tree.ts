import { isObject } from '../text/json.ts';
import type { FieldFact } from './fact.ts';
import type { Place } from './page.ts';

/** A field while its members are still being found. */
export interface Branch {
  readonly fact: Omit<FieldFact, 'members' | 'membersPlace'>;
  readonly parent: Branch | undefined;
  readonly members: Branch[];
  /** What the example has in the field: an object, or of a list the members of all items. */
  readonly shown: Readonly<Record<string, unknown>>;
  /** Where the table of the members stands, if they have one of their own. */
  membersPlace?: Place;
}

/** The members of an object, or of all objects in a list, as the first item that has one has it. */
export function membersIn(value: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(value)) return Object.fromEntries(value.filter(isObject).reverse().flatMap(Object.entries));
  return isObject(value) ? value : {};
}

/** The envelope's id is its role, so its members get the same ids in every envelope. */
export const envelopeId = 'response/envelope';

/** The id of a member: `response/links/item/href`. */
export function memberId({ fact: { id, type } }: Branch, name: string): string {
  if (id === 'response' || id === envelopeId) return `response/${name}`;
  return type === 'array' ? `${id}/item/${name}` : `${id}/${name}`;
}

/**
 * The branch to which a row of a flat table belongs: the nearest one around the row before it that has the name in the
 * example and no such member yet, else any other one, else the one that the row before it belongs to.
 * @param trunk branches to which rows belong even where the example shows nothing in them
 * @param opened all branches that rows may belong to, in the order of their rows, those of the trunk first
 * @param last the branch of the row before, if it may have members, else its parent
 */
export function parentOf(name: string, trunk: readonly Branch[], opened: readonly Branch[], last: Branch): Branch {
  const around = branchesAround(last).filter(branch => opened.includes(branch));
  const shows = ({ shown, members }: Branch): boolean =>
    Object.hasOwn(shown, name) && !members.some(({ fact }) => fact.name === name);
  return (
    [...around, ...[...opened].reverse()].find(shows) ??
    around.find(branch => branch.members.length > 0 || trunk.includes(branch)) ??
    last
  );
}

const branchesAround = (branch: Branch): Branch[] => [branch, ...(branch.parent ? branchesAround(branch.parent) : [])];

/** A field with all its members, as a fact. */
export function factOf({ fact, members, membersPlace }: Branch): FieldFact {
  return { ...fact, members: members.map(factOf), ...(membersPlace ? { membersPlace } : {}) };
}
