import { type Body, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { identityOf } from '../recording/list-items.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import { placeOf } from './instances.ts';

/** A resource in an answer: the only one, or an item of its list. */
export interface PlacedResource {
  /** Where it is, for people: empty for the only one, `backups[3]` for an item. */
  readonly label: string;
  readonly resource: JsonObject;
}

/** The resources that the content of an answer has. What is no object is none: the rules on fields report it. */
export function placedResources(content: unknown, body: Body): PlacedResource[] {
  if (!Array.isArray(content)) return isObject(content) ? [{ label: '', resource: content }] : [];
  const place = placeOf(contentPath(body));
  return content.flatMap((resource, index) => (isObject(resource) ? [{ label: `${place}[${index}]`, resource }] : []));
}

/** A title that says which resource it is about. */
export const ofResource = (title: string, { label }: Pick<PlacedResource, 'label'>): string =>
  label === '' ? title : `${title} of ${label}`;

/** Where a member of a resource is, for people: `backups[3].name`. */
export const memberLabel = ({ label }: Pick<PlacedResource, 'label'>, name: string): string =>
  label === '' ? name : `${label}.${name}`;

/** Why nothing can be said of the items of a list that has none, and what to do. */
export const noItems = (body: Body): string =>
  `the list is empty; create ${body.envelope ? contentName(body) : 'a resource'} in the project to have its items judged`;

/** The items of a list by what tells them apart. Of one that is there several times, all. */
export function byIdentity(content: unknown, contract: Contract): ReadonlyMap<string, readonly PlacedResource[]> {
  const items = new Map<string, PlacedResource[]>();
  for (const one of placedResources(content, contract.body)) {
    const identity = identityOf(one.resource, contract);
    if (identity === undefined) continue;
    const before = items.get(identity);
    if (before) before.push(one);
    else items.set(identity, [one]);
  }
  return items;
}
