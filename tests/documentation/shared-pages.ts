import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A page as docutils reads it. Cells and `text` are plain text; `header` holds the header rows. */
export interface OraclePage {
  readonly page: string;
  readonly title: string;
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  readonly tables: readonly OracleTable[];
  readonly code: readonly OracleCode[];
}

/**
 * A table of such a page. `bold` lists row, column and bold texts of the cells that have some, `other` row, column, kind
 * and number of what else stands in a cell, such as a note.
 */
export interface OracleTable {
  readonly caption: string | null;
  readonly lead: string;
  readonly cols: number;
  readonly section: readonly string[];
  readonly header: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
  readonly bold?: readonly (readonly [number, number, readonly string[]])[];
  readonly other?: readonly (readonly [number, number, string, number])[];
}

/** A code block of such a page. */
interface OracleCode {
  readonly section: readonly string[];
  readonly lead: string;
  readonly text: string;
}

/** An operation page beside what docutils reads in it. */
export interface SharedPage {
  readonly name: string;
  readonly text: string;
  readonly oracle: OraclePage;
}

const FOLDER = join(packageRoot(dirname(fileURLToPath(import.meta.url))), '..', 'shared', 'docs');

/** Why tests that need the shared documentation pages cannot run, or false when they can. */
export const missing: string | false = existsSync(join(FOLDER, 'oracle'))
  ? false
  : 'the documentation pages are not there: they are expected in ../shared/docs beside this repository';

/** All operation pages with their oracle. */
export function sharedPages(): readonly SharedPage[] {
  if (missing) return [];
  return readdirSync(join(FOLDER, 'oracle')).flatMap(file => {
    const service = file.replace(/\.json$/, '');
    const oracles: readonly OraclePage[] = JSON.parse(readFileSync(join(FOLDER, 'oracle', file), 'utf8'));
    return oracles.map(oracle => {
      const name = join(service, oracle.page);
      return { name, text: readFileSync(join(FOLDER, name), 'utf8'), oracle };
    });
  });
}

/** Every page, overviews and appendixes too. */
export function everySharedPage(): readonly Omit<SharedPage, 'oracle'>[] {
  if (missing) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.rst'))
    .map(name => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
