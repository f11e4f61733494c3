import { withoutVersion } from '../checks/link-addresses.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { fillPath } from '../contract/path.ts';
import { isLink, type Link } from '../probes/link.ts';
import { linksField } from '../probes/link-slots.ts';
import type { Alteration } from './alterations.ts';
import type { Original } from './change.ts';
import { withFieldValue } from './field-places.ts';

/** Makes another list of a list of links, which may also contain other things. */
export type LinksChange = (items: readonly unknown[]) => readonly unknown[];

/** Answered with other links to the resource itself. */
export function withLinks(contract: Contract, change: LinksChange): Alteration {
  const field = linksField(contract)?.links;
  if (!field) return exchange => exchange;
  const path = [...contentPath(contract.body), field] as const;
  return withFieldValue(path, value => (Array.isArray(value) ? change(value) : value));
}

/** Tells a link with this relation from other links and from items that are not links. */
export const hasRelation =
  (rel: string) =>
  (item: unknown): item is Link =>
    isLink(item) && item.rel === rel;

/** Every link with this relation changed. */
export const withEach =
  (rel: string, change: (link: Link) => Link): LinksChange =>
  items =>
    items.map(item => (hasRelation(rel)(item) ? change(item) : item));

/** Every link with this relation leading elsewhere. */
export const redirected = (rel: string, change: (href: string) => string): LinksChange =>
  withEach(rel, link => ({ ...link, href: change(link.href) }));

/** A further link, which leads where that of a known relation leads. */
export const withFurther =
  (rel: string, like: string): LinksChange =>
  items => {
    const model = items.find(hasRelation(like));
    return model ? [...items, { ...model, rel }] : items;
  };

/** A link's address with another version before its path (`/v2`), or with none; the same where it has none there. */
export function inVersion(href: string, version: string, { contract, parameters }: Original): string {
  const bare = fillPath(contract.operation.path, parameters).replace(/^\/[^/]+/, '');
  const unversioned = withoutVersion(href, bare);
  return unversioned === undefined ? href : unversioned.slice(0, -bare.length) + version + bare;
}

/** The version segment that the operation's path begins with, and those that a link may spell instead. */
export const knownVersions = ({ operation, otherVersions }: Contract): string[] => [
  operation.path.split('/')[1] ?? '',
  ...otherVersions,
];
