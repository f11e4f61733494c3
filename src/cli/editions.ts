import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type DigestedPage, type Edition, editionDigest } from '../contract/edition.ts';
import { parseYaml } from '../text/yaml-text.ts';
import { packageRoot } from './package-root.ts';

/** The names of all states of pages and notes that had one, the latest last. */
export function knownEditions(): readonly Edition[] {
  const file = path.join(packageRoot(), 'specs/edition.yaml');
  const { content } = parseYaml(readFileSync(file, 'utf8'));
  return (content as { readonly editions: readonly Edition[] }).editions;
}

/** The edition that these are all pages of; undefined for a part of them, for pages of the user, and for a state without a name. */
export function editionOf(pages: readonly DigestedPage[], editions = knownEditions()): Edition | undefined {
  const digest = editionDigest(pages);
  return editions.find(({ sha256 }) => sha256 === digest);
}
