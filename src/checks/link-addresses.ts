import type { Contract } from '../contract/contract.ts';
import type { RecordedTarget } from '../recording/recording.ts';

/** The path of a resource, and the same path in other versions that a ruling accepts. */
export const inVersions = (path: string, { otherVersions }: Pick<Contract, 'otherVersions'>): string[] => [
  path,
  ...otherVersions.map(version => path.replace(versionOf, `/${version}`)),
];

/** The version is what a path begins with. */
const versionOf = /^\/[^/]+/;

/** A path without its version. */
export const unversioned = (path: string): string => path.replace(versionOf, '');

/** The paths with the prefix of the endpoint in front, if it has one: what a link to the service must have. */
export const prefixed = (paths: readonly string[], { endpoint }: Pick<RecordedTarget, 'endpoint'>): string[] =>
  paths.map(path => new URL(endpoint).pathname.replace(/\/$/, '') + path);

/** Whether a link is an http or https URL with one of these paths and nothing behind it, at whatever origin. */
export function leadsTo(href: string, paths: readonly string[]): boolean {
  if (!URL.canParse(href)) return false;
  const { pathname, protocol, search, hash } = new URL(href);
  if ((protocol !== 'http:' && protocol !== 'https:') || search !== '' || hash !== '') return false;
  return paths.includes(pathname);
}

/** A self link without its version segment; undefined when there is no version before the unversioned path. */
export function withoutVersion(href: string, bare: string): string | undefined {
  if (!href.endsWith(bare)) return undefined;
  const before = href.slice(0, -bare.length);
  return /\/v\d+(?:\.\d+)?$/.test(before) ? before.slice(0, before.lastIndexOf('/')) + bare : undefined;
}
