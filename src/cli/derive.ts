import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DerivedFile, derivedFiles } from '../contract/derived-files.ts';
import { ConfigurationError } from '../targets/target.ts';
import { chosenPages } from './pages.ts';
import { loadSpecifications } from './specification.ts';
import { targetFormat, targetFormatFile } from './target-format.ts';
import { tellOn } from './terminal-of-process.ts';
import { sentenceOf } from './whole-files.ts';
import type { World } from './world.ts';

/** Which pages schemas are derived from, and where these go. */
export interface DeriveOptions {
  readonly check?: boolean;
  /** A folder with pages in place of the suite's own. */
  readonly specs?: string;
  /** The folder for the schemas of these pages; undefined: the pages are only reviewed. */
  readonly schemas?: string;
}

/**
 * Reviews pages, and writes what follows from them: for the suite's own into `schemas/`, with the names of probes in the
 * profile's format. With `check` it only says what is stale.
 * @returns the exit status: 0, or 1 when something is stale
 * @throws SpecificationError, ObservationError for pages and notes that do not fit each other; ConfigurationError
 */
export function derive(options: DeriveOptions, { folder, stdout, stderr }: World): number {
  const { check, specs, schemas } = options;
  if (specs === undefined && schemas !== undefined)
    throw new ConfigurationError('--schemas is for pages of your own; name their folder with --specs.');
  const { root, ...pages } = chosenPages(options, folder);
  const reviewed = loadSpecifications({ ...pages, root, areReviewed: false }, 'ruled');
  if (specs !== undefined && schemas === undefined) {
    stdout.write(`${pagesIn(reviewed)} reviewed. --schemas FOLDER writes the schemas that follow.\n`);
    return 0;
  }
  const ofPages = reviewed
    .flatMap(({ contract }) => derivedFiles(contract))
    .map(file => ({ ...file, path: path.join(schemas ?? 'schemas', file.path) }));
  const files = specs === undefined ? [...ofPages, targetFormatIn(root)] : ofPages;
  const stale = files.filter(file => textOf(path.resolve(root, file.path)) !== file.text);
  if (check) {
    const remedy = specs === undefined ? 'run "npm run derive" and commit the result' : 'run this without --check';
    for (const file of stale) tellOn(stderr, `${file.path} is stale; ${remedy}.`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const file of stale) write(root, file);
  stdout.write(`${files.length} files derived from ${pagesIn(reviewed)}, ${stale.length} of them changed.\n`);
  return 0;
}

const pagesIn = ({ length }: readonly unknown[]): string => `${length} ${length === 1 ? 'page' : 'pages'}`;

const targetFormatIn = (root: string): DerivedFile => ({
  path: targetFormatFile,
  text: targetFormat(readFileSync(path.join(root, targetFormatFile), 'utf8')),
});

function write(root: string, { path: file, text }: DerivedFile): void {
  try {
    mkdirSync(path.dirname(path.resolve(root, file)), { recursive: true });
    writeFileSync(path.resolve(root, file), text);
  } catch (error) {
    throw sentenceOf(error, code => `${file} cannot be written (${code}); choose a folder that can be written to.`);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
