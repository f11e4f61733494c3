import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DerivedFile, derivedFiles } from '../contract/derived-files.ts';
import { packageRoot } from './package-root.ts';
import { pageIds } from './pages.ts';
import { loadReviewed } from './specification.ts';
import { targetFormat, targetFormatFile } from './target-format.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * Writes `schemas/` from `specs/`, and the names of probes in the profile's format; with `check` only says what is stale.
 * @returns the exit status: 0, or 1 when something is stale
 */
export function derive(options: { readonly check?: boolean }, { stdout, stderr }: World): number {
  const root = packageRoot();
  const pages = pageIds(root);
  const ofPages = pages.flatMap(id => derivedFiles(loadReviewed(root, id)));
  const files: readonly DerivedFile[] = [
    ...ofPages.map(file => ({ ...file, path: path.join('schemas', file.path) })),
    { path: targetFormatFile, text: targetFormat(readFileSync(path.join(root, targetFormatFile), 'utf8')) },
  ];
  const stale = files.filter(file => textOf(path.join(root, file.path)) !== file.text);
  if (options.check) {
    for (const file of stale) tellOn(stderr, `${file.path} is stale; run "npm run derive" and commit the result.`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const file of stale) {
    mkdirSync(path.dirname(path.join(root, file.path)), { recursive: true });
    writeFileSync(path.join(root, file.path), file.text);
  }
  stdout.write(`${files.length} files derived from ${pages.length} pages, ${stale.length} of them changed.\n`);
  return 0;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
