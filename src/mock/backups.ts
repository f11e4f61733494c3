import { randomUUID } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

/** A backup of the page's example: what the service needs to know of it, and the rest as it stands there. */
export interface Example {
  readonly id: string;
  readonly project: string;
  readonly backup: Json;
}

/** The backups of one project, each already written as the body of its answer, by id. */
export interface Backups {
  readonly project: string;
  readonly full: string;
  readonly incremental: string;
  readonly bodies: ReadonlyMap<string, string>;
}

/** What the incremental backup has instead of the example's values; a key the example lacks stays away. */
const INCREMENTAL: Json = {
  status: 'available',
  description: JSON.stringify({ DESC: 'changes since the last full backup', INC: 1 }),
  availability_zone: 'zone-1',
  volume_id: '5f0c9b1e-3d27-4c86-9a41-b7e2d60f8315',
  fail_reason: null,
  size: 40,
  object_count: 17,
  container: 'incremental-backups',
  name: 'nightly-incremental',
  created_at: '2024-02-11T01:30:04.000000',
  snapshot_id: 'c2a7e4d8-6b13-4f59-8e0d-1f94a3c7b562',
  updated_at: '2024-02-11T01:34:52.410337',
  data_timestamp: '2024-02-11T01:30:00.000000',
  has_dependent_backups: false,
  is_incremental: true,
};

/**
 * Reads `{"backup": {…}}`, the JSON of the page's example response.
 * Throws when it names no backup or no project, for then the service could not be asked for it.
 */
export function readExample(example: unknown): Example {
  const backup = isObject(example) ? example.backup : undefined;
  if (!isObject(backup)) throw new TypeError('The example has no object "backup".');
  const id = backup.id;
  if (typeof id !== 'string') throw new TypeError('The backup of the example has no "id".');
  const attribute = Object.keys(backup).find(key => key.startsWith('os-backup-project-attr:'));
  const project = attribute === undefined ? undefined : backup[attribute];
  if (typeof project !== 'string') throw new TypeError('The backup of the example does not name its project.');
  return { id, project, backup };
}

/** The two backups of the service at `origin`: the example itself, and an incremental backup made after its pattern. */
export function makeBackups({ id, project, backup }: Example, origin: string): Backups {
  const incremental = randomUUID();
  const resource = `${project}/backups`;
  const full = { ...backup, links: moveLinks(backup.links, version => `${origin}${version}/${resource}/${id}`) };
  const second = {
    ...replaceKnown(backup, { ...INCREMENTAL, id: incremental }),
    links: moveLinks(backup.links, version => `${origin}${version && '/v3'}/${resource}/${incremental}`),
  };
  return {
    project,
    full: id,
    incremental,
    bodies: new Map([
      [id, JSON.stringify({ backup: full })],
      [incremental, JSON.stringify({ backup: second })],
    ]),
  };
}

/** `hrefFor` is given the version segment as the link spells it (`/v2`), or '' when it has none. */
function moveLinks(links: unknown, hrefFor: (version: string) => string): unknown {
  if (!Array.isArray(links)) return links;
  return links.map((link: unknown) => {
    if (!isObject(link) || typeof link.href !== 'string') return link;
    const version = /^\w+:\/\/[^/]+(\/v\d+)\//.exec(link.href)?.[1] ?? '';
    return { ...link, href: hrefFor(version) };
  });
}

function replaceKnown(backup: Json, replacements: Json): Json {
  return Object.fromEntries(
    Object.entries(backup).map(([key, value]) => [key, key in replacements ? replacements[key] : value]),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
