import { withoutVersion } from '../checks/link-addresses.ts';
import { isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { spellingsIn } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { fillPath, isProject, type PathValues, parametersIn } from '../contract/path.ts';
import { isLink, type Link } from '../probes/link.ts';
import { ownLinks } from '../probes/link-slots.ts';
import { identityOf } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';
import type { Alteration } from './alterations.ts';
import type { Original } from './change.ts';
import { withHolders } from './field-places.ts';

/** Makes another list of a resource's list of links, which may also contain other things. */
export type LinksChange = (items: readonly unknown[], resource: JsonObject) => readonly unknown[];

/** Answered with other links of the resource to itself, or of each item in the list. */
export function withLinks(contract: Contract, change: LinksChange): Alteration {
  const field = ownLinks(contract);
  if (!field) return exchange => exchange;
  return withHolders([...contentPath(contract.body), field], resource => {
    for (const name of spellingsIn(field, resource)) {
      const value = resource[name];
      if (Array.isArray(value)) resource[name] = change(value, resource);
    }
  });
}

/** Tells a link with this relation from other links and from items that are not links. */
export const hasRelation =
  (rel: string) =>
  (item: unknown): item is Link =>
    isLink(item) && item.rel === rel;

/** Every link with this relation changed. */
export const withEach =
  (rel: string, change: (link: Link, resource: JsonObject) => Link): LinksChange =>
  (items, resource) =>
    items.map(item => (hasRelation(rel)(item) ? change(item, resource) : item));

/** Every link with this relation leading elsewhere. */
export const redirected = (rel: string, change: (href: string, resource: JsonObject) => string): LinksChange =>
  withEach(rel, (link, resource) => ({ ...link, href: change(link.href, resource) }));

/** A further link, which leads where that of a known relation leads. */
export const withFurther =
  (rel: string, like: string): LinksChange =>
  items => {
    const model = items.find(hasRelation(like));
    return model ? [...items, { ...model, rel }] : items;
  };

/** The template of the path at which a resource is shown: the operation's own, or for an item that of another one. */
export const templateOf = ({ body, operation, list }: Contract): string | undefined =>
  isOneResource(body) ? operation.path : list?.shownBy?.operation.path;

/** The values for that template. */
export function valuesFor(resource: JsonObject, { contract, parameters, recording }: Original): PathValues {
  if (isOneResource(contract.body)) return parameters;
  const identity = identityOf(resource, contract) ?? '';
  const names = parametersIn(templateOf(contract) ?? '');
  return Object.fromEntries(names.map(name => [name, isProject(name) ? recording.target.project : identity]));
}

/** A link's address with another version before its path (`/v2`), or with none; the same where it has none there. */
export function inVersion(href: string, version: string, resource: JsonObject, original: Original): string {
  const template = templateOf(original.contract);
  if (template === undefined) return href;
  const bare = fillPath(template, valuesFor(resource, original)).replace(/^\/[^/]+/, '');
  const unversioned = withoutVersion(href, bare);
  return unversioned === undefined ? href : unversioned.slice(0, -bare.length) + version + bare;
}

/** The version segment that the operation's path begins with, and those that a link may spell instead. */
export const knownVersions = ({ operation, otherVersions }: Contract): string[] => [
  operation.path.split('/')[1] ?? '',
  ...otherVersions,
];
