import { randomUUID } from 'node:crypto';
import { distinguishing, incrementalBackup } from './incremental-backup.ts';

type Json = Readonly<Record<string, unknown>>;

/** An object that has a link to itself. The link ends in its project, its collection and its id. */
export interface Resource {
  readonly project: string;
  readonly collection: string;
  readonly id: string;
  readonly members: Json;
}

/**
 * The resources in an example: in an envelope, in a list, or the example itself.
 * @throws TypeError when a resource has no member with its id
 */
export function resourcesIn(example: unknown): readonly Resource[] {
  if (Array.isArray(example)) return example.flatMap(resourcesIn);
  if (!isObject(example)) return [];
  const values = Object.values(example);
  const links = values.filter(Array.isArray).flat().filter(isLink);
  const self = links.find(({ rel }) => rel === 'self');
  if (self === undefined) return values.flatMap(resourcesIn);
  const [project = '', collection = '', id = ''] = self.href.split('/').slice(-3);
  if (!values.includes(id)) throw new TypeError(`The example's self link ends in "${id}", but no member is "${id}".`);
  return [{ project, collection, id, members: example }];
}

/** The incremental twin of a backup, with links in `version`; undefined for a resource of another kind. */
export function incrementalTwin({ id, members, ...place }: Resource, version: string): Resource | undefined {
  if (!distinguishing.every(key => Object.hasOwn(members, key))) return undefined;
  const twin = randomUUID();
  const replaceValue = (value: unknown, key: string) => {
    if (value === id) return twin;
    return Object.hasOwn(incrementalBackup, key) ? incrementalBackup[key] : value;
  };
  const replaceHref = (href: string) => href.replace(/^(\w+:\/\/[^/]+)\/v\d+(?=\/)/, `$1${version}`);
  return { ...place, id: twin, members: rewrite(members, replaceValue, replaceHref) };
}

/** The resource in `project` at `origin`, with links that lead to it there. */
export function moveResource(resource: Resource, origin: string, project: string): Resource {
  const { collection, id } = resource;
  const replaceValue = (value: unknown) => (value === resource.project ? project : value);
  const replaceHref = (href: string) => {
    const version = /^\w+:\/\/[^/]+(\/v\d+)\//.exec(href)?.[1] ?? '';
    return `${origin}${version}/${project}/${collection}/${id}`;
  };
  return { project, collection, id, members: rewrite(resource.members, replaceValue, replaceHref) };
}

function rewrite(
  members: Json,
  replaceValue: (value: unknown, key: string) => unknown,
  replaceHref: (href: string) => string,
): Json {
  const rewriteLink = (link: unknown) => (isLink(link) ? { ...link, href: replaceHref(link.href) } : link);
  const rewriteMember = (value: unknown, key: string) =>
    Array.isArray(value) ? value.map(rewriteLink) : replaceValue(value, key);
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, rewriteMember(value, key)]));
}

function isLink(value: unknown): value is Json & { readonly href: string } {
  return isObject(value) && typeof value.href === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
