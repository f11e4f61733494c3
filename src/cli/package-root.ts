import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: the nearest one above this file with a package.json, compiled or not. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error('The package was removed while it ran: there is no package.json any more.');
    folder = above;
  }
  return folder;
}

/** `vbs-conformance 0.1.0`: how reports name the suite. */
export function suiteName(root: string): string {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, string>;
  return `${name} ${version}`;
}

/** How the suite names itself to a service: a product and its version (RFC 9110, section 10.1.5). */
export const userAgent = (root: string): string => suiteName(root).replace(' ', '/');
