import type { Contract } from '../contract/contract.ts';
import { fillPath, type PathValues } from '../contract/path.ts';
import type { RecordedTarget } from '../recording/recording.ts';

/** The path that was asked, and its spellings in other versions that a ruling accepts. */
export function askedPaths({ operation, otherVersions }: Contract, parameters: PathValues): string[] {
  const path = fillPath(operation.path, parameters);
  return [path, ...otherVersions.map(version => path.replace(/^\/[^/]+/, `/${version}`))];
}

/** At the endpoint's own origin the whole path counts, prefix included or not; elsewhere only how it ends. */
export function leadsTo(href: string, paths: readonly string[], { endpoint }: RecordedTarget): boolean {
  if (!URL.canParse(href)) return false;
  const { origin, pathname, protocol, search, hash } = new URL(href);
  if ((protocol !== 'http:' && protocol !== 'https:') || search !== '' || hash !== '') return false;
  const own = new URL(endpoint);
  const prefix = own.pathname.replace(/\/$/, '');
  if (origin === own.origin) return paths.some(path => pathname === path || pathname === prefix + path);
  return paths.some(path => pathname.endsWith(path));
}

/** A self link with the version segment before its unversioned path taken out; undefined when it has none there. */
export function withoutVersion(href: string, bare: string): string | undefined {
  if (!href.endsWith(bare)) return undefined;
  const before = href.slice(0, -bare.length);
  return /\/v\d+(?:\.\d+)?$/.test(before) ? before.slice(0, before.lastIndexOf('/')) + bare : undefined;
}
