import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { derivedFiles } from '../contract/derived-files.ts';
import { packageRoot } from './package-root.ts';
import { firstPage, loadReviewed } from './specification.ts';

/**
 * Writes `schemas/` from `specs/`; with `check` only tells what is stale.
 * @returns the exit status: 0, or 1 when something is stale
 */
export function derive(options: { readonly check?: boolean }): number {
  const root = packageRoot();
  const contract = loadReviewed(root, firstPage);
  const files = derivedFiles(contract).map(file => ({ ...file, path: path.join('schemas', file.path) }));
  const stale = files.filter(file => textOf(path.join(root, file.path)) !== file.text);
  if (options.check) {
    for (const file of stale)
      process.stderr.write(`${file.path} is stale; run "npm run derive" and commit the result.\n`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const file of stale) {
    mkdirSync(path.dirname(path.join(root, file.path)), { recursive: true });
    writeFileSync(path.join(root, file.path), file.text);
  }
  process.stdout.write(
    `${files.length} files derived from specs/${contract.id}.rst, ${stale.length} of them changed.\n`,
  );
  return 0;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
