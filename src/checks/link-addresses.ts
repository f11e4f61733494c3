import type { Contract } from '../contract/contract.ts';
import { fillPath, type PathValues } from '../contract/path.ts';
import type { RecordedTarget } from '../recording/recording.ts';

/** The requested path, and the same path in other versions that a ruling accepts. */
export function askedPaths({ operation, otherVersions }: Contract, parameters: PathValues): string[] {
  const path = fillPath(operation.path, parameters);
  return [path, ...otherVersions.map(version => path.replace(/^\/[^/]+/, `/${version}`))];
}

/** At the origin of the endpoint, the whole path is compared, with or without its prefix; elsewhere only its end. */
export function leadsTo(href: string, paths: readonly string[], { endpoint }: RecordedTarget): boolean {
  if (!URL.canParse(href)) return false;
  const { origin, pathname, protocol, search, hash } = new URL(href);
  if ((protocol !== 'http:' && protocol !== 'https:') || search !== '' || hash !== '') return false;
  const own = new URL(endpoint);
  const prefix = own.pathname.replace(/\/$/, '');
  if (origin === own.origin) return paths.some(path => pathname === path || pathname === prefix + path);
  return paths.some(path => pathname.endsWith(path));
}

/** A self link without its version segment; undefined when there is no version before the unversioned path. */
export function withoutVersion(href: string, bare: string): string | undefined {
  if (!href.endsWith(bare)) return undefined;
  const before = href.slice(0, -bare.length);
  return /\/v\d+(?:\.\d+)?$/.test(before) ? before.slice(0, before.lastIndexOf('/')) + bare : undefined;
}
