import { randomUUID } from 'node:crypto';

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** An object that has a link to itself. The link ends in its project, its collection and its id. */
export interface Resource {
  readonly project: string;
  readonly collection: string;
  readonly id: string;
  readonly members: Members;
}

/**
 * The resources in an example: in an envelope, in a list, or the example itself.
 * @throws TypeError when a resource has no member with its id
 */
export function resourcesIn(example: unknown): readonly Resource[] {
  if (Array.isArray(example)) return example.flatMap(resourcesIn);
  if (!hasMembers(example)) return [];
  const values = Object.values(example);
  const links = values.filter(Array.isArray).flat().filter(isLink);
  const self = links.find(({ rel }) => rel === 'self');
  if (self === undefined) return values.flatMap(resourcesIn);
  const [project = '', collection = '', id = ''] = self.href.split('/').slice(-3);
  if (!values.includes(id)) throw new TypeError(`The example's self link ends in "${id}", but no member is "${id}".`);
  return [{ project, collection, id, members: example }];
}

/** The members of a resource that have one of these names, in the order of the names. */
export function pickMembers({ members }: Resource, names: readonly string[]): Members {
  return Object.fromEntries(names.filter(name => Object.hasOwn(members, name)).map(name => [name, members[name]]));
}

/** A copy with an id of its own and with these values. A member that the resource lacks stays away. */
export function copyResource({ id, members, ...place }: Resource, values: Members): Resource {
  const copy = randomUUID();
  const replaceValue = (value: unknown, key: string) => {
    if (value === id) return copy;
    return Object.hasOwn(values, key) ? values[key] : value;
  };
  return { ...place, id: copy, members: rewrite(members, replaceValue, href => href) };
}

/** The resource with links in `version`, as in `/v3`, where they name a version. */
export function linkInVersion(resource: Resource, version: string): Resource {
  const replaceHref = (href: string) => href.replace(/^(\w+:\/\/[^/]+)\/v\d+(?=\/)/, `$1${version}`);
  return { ...resource, members: rewrite(resource.members, value => value, replaceHref) };
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
  members: Members,
  replaceValue: (value: unknown, key: string) => unknown,
  replaceHref: (href: string) => string,
): Members {
  const rewriteLink = (link: unknown) => (isLink(link) ? { ...link, href: replaceHref(link.href) } : link);
  const rewriteMember = (value: unknown, key: string) =>
    Array.isArray(value) ? value.map(rewriteLink) : replaceValue(value, key);
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, rewriteMember(value, key)]));
}

function isLink(value: unknown): value is Members & { readonly href: string } {
  return hasMembers(value) && typeof value.href === 'string';
}

/** Whether a JSON value is an object, whose members have names. */
export function hasMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
