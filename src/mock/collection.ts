import { foreignBackup, furtherBackups } from './further-backups.ts';
import { distinguishing, incrementalBackup } from './incremental-backup.ts';
import type { ReadOperation, Site } from './operation.ts';
import { copyResource, linkInVersion, moveResource, type Resource } from './resources.ts';

/** What the service has of a collection, such as `backups`. All operations on it share this. */
export interface Collection {
  /** The resources of both projects, the newest first. */
  readonly resources: readonly Resource[];
  /** The id of the incremental backup, if there is one. */
  readonly incremental: string | undefined;
}

/**
 * The collections of the examples, by name. A backup that an operation shows gets an incremental twin and further
 * backups beside it; any other collection has what the examples have. The other project has one resource in each.
 */
export function collectResources(read: readonly ReadOperation[], site: Site): ReadonlyMap<string, Collection> {
  const names = new Set(read.flatMap(({ resources }) => resources.map(({ collection }) => collection)));
  return new Map(
    [...names].map(name => {
      const sharing = read.filter(({ resources }) => resources[0]?.collection === name);
      return [name, collect(sharing, site)];
    }),
  );
}

function collect(sharing: readonly ReadOperation[], { origin, project, otherProject }: Site): Collection {
  const showing = sharing.filter(({ subject }) => Object.keys(subject).length > 0);
  const listing = sharing.filter(operation => !showing.includes(operation));
  const shownIds = new Set(showing.flatMap(({ resources }) => resources.map(({ id }) => id)));
  const examples = mergeById([...showing, ...listing].flatMap(({ resources }) => resources));

  const shown = examples.filter(({ id }) => shownIds.has(id));
  const copies = shown.slice(0, 1).flatMap(first => backupsBeside(first, showing[0]?.path ?? ''));
  const own = copies.length > 0 ? [...shown, ...copies] : examples;
  const foreign = own.slice(0, 1).map(first => copyResource(first, isBackup(first) ? foreignBackup : {}));
  const resources = [
    ...own.map(resource => moveResource(resource, origin, project)),
    ...foreign.map(resource => moveResource(resource, origin, otherProject)),
  ];
  return { resources: resources.sort(newestFirst), incremental: copies[0]?.id };
}

/** Each resource once. Members that a later example adds to it are there, too. */
function mergeById(resources: readonly Resource[]): readonly Resource[] {
  const merged = new Map<string, Resource>();
  for (const resource of resources) {
    const known = merged.get(resource.id) ?? resource;
    merged.set(resource.id, { ...known, members: { ...resource.members, ...known.members } });
  }
  return [...merged.values()];
}

/** The incremental twin of a backup, with links in the version of `path`, and five more. None for another kind. */
function backupsBeside(resource: Resource, path: string): readonly Resource[] {
  if (!isBackup(resource)) return [];
  const version = /^\/v\d+(?=\/)/.exec(path)?.[0] ?? '';
  const twin = linkInVersion(copyResource(resource, incrementalBackup), version);
  return [twin, ...furtherBackups.map(values => copyResource(resource, values))];
}

const isBackup = ({ members }: Resource): boolean => distinguishing.every(name => Object.hasOwn(members, name));

/** Cinder's order: by time of creation, then by id, both descending. */
function newestFirst(a: Resource, b: Resource): number {
  return descending(textOf(a.members.created_at), textOf(b.members.created_at)) || descending(a.id, b.id);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);
