import { createHash } from 'node:crypto';

/** A page and its notes, by their digests: SHA-256 in hexadecimal. */
export interface DigestedPage {
  /** The page's path in the folder of the pages, without ending: `vbs/v3/show-backup`. */
  readonly id: string;
  readonly page: string;
  readonly notes: string;
}

/** A name for one state of all pages and notes: an entry of `specs/edition.yaml`. */
export interface Edition {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The digest of one state of all pages and notes, in any order. A stranger gets the same with
 * `sha256sum specs/*\/*\/*.rst specs/*\/*\/*.yaml | LC_ALL=C sort -k 2 | sha256sum`.
 */
export function editionDigest(pages: readonly DigestedPage[]): string {
  const files = pages.flatMap(({ id, page, notes }) => [
    { file: `specs/${id}.rst`, sha256: page },
    { file: `specs/${id}.yaml`, sha256: notes },
  ]);
  const lines = files
    .sort((one, other) => Buffer.compare(Buffer.from(one.file), Buffer.from(other.file)))
    .map(({ file, sha256 }) => `${sha256}  ${file}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
