import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolders } from '../faults/own-files.ts';
import { badgeSvg } from '../matrix/badge.ts';
import { matrixOf } from '../matrix/join.ts';
import { editionText, type Matrix } from '../matrix/matrix.ts';
import { matrixCsv } from '../matrix/matrix-csv.ts';
import { matrixMarkdown } from '../matrix/matrix-markdown.ts';
import { matrixPage, type PageAssets } from '../matrix/matrix-page.ts';
import { oneScript } from '../matrix/one-script.ts';
import { profileWords } from '../matrix/profile-words.ts';
import { ConfigurationError } from '../targets/target.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { knownEditions } from './editions.ts';
import { matrixEntries } from './matrix-entries.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { sentenceOf, writeWhole } from './whole-files.ts';
import type { World } from './world.ts';

/** Where a matrix is written; at least one of them. */
export interface MatrixOptions {
  /** The page. */
  readonly out?: string;
  /** Where the file has the marks of a section, only that section is written. */
  readonly markdown?: string;
  readonly csv?: string;
  /** A folder, which gets a badge for each product. */
  readonly badges?: string;
}

/**
 * Joins reports and submissions into a matrix of facts by products. Sends nothing.
 * @param folders as the user wrote them
 * @returns the exit status
 * @throws ConfigurationError for folders without reports, damaged files, and places that cannot be written
 */
export function matrix(folders: readonly string[], options: MatrixOptions, world: World): number {
  if (Object.values(options).every(place => place === undefined)) {
    throw new ConfigurationError(
      'Nothing says where to write; name a file with --out, --markdown or --csv, or a folder with --badges.',
    );
  }
  const entries = matrixEntries(folders, world.folder);
  const joined = matrixOf(entries, knownEditions(), suiteName(packageRoot()));
  const written = writeMatrix(joined, options, world.folder);
  for (const line of [...summary(joined), ...written.map(file => `Written: ${file}`)]) {
    world.stdout.write(`${terminalSafe(line)}\n`);
  }
  return 0;
}

/** Writes what is asked for. @returns the places as the user wrote them */
function writeMatrix(joined: Matrix, { out, markdown, csv, badges }: MatrixOptions, from: string): string[] {
  const write = (place: string | undefined, option: string, text: () => string): string[] => {
    if (place === undefined) return [];
    if (place === '') throw new ConfigurationError(`${option} is empty; set it to a file.`);
    writeWhole(path.resolve(from, place), [text()]);
    return [place];
  };
  return [
    ...write(out, '--out', () => matrixPage(joined, pageAssets())),
    ...write(markdown, '--markdown', () => amidst(path.resolve(from, markdown ?? ''), matrixMarkdown(joined))),
    ...write(csv, '--csv', () => matrixCsv(joined)),
    ...(badges === undefined ? [] : writeBadges(joined, badges, from)),
  ];
}

/** Marks in a Markdown file of the user, between which the matrix stands. */
const section = /(<!-- matrix: begin -->\n)[\s\S]*?(<!-- matrix: end -->)/;

/** The text of a file that has the marks with the matrix between them; of any other the matrix alone. */
function amidst(file: string, matrixText: string): string {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!section.test(before)) return matrixText;
  return before.replace(section, (_, begin: string, end: string) => `${begin}${matrixText}${end}`);
}

function writeBadges(joined: Matrix, badges: string, from: string): string[] {
  if (badges === '') throw new ConfigurationError('--badges is empty; set it to a folder.');
  const folder = path.resolve(from, badges);
  try {
    makeFolders(folder);
  } catch (error) {
    throw sentenceOf(
      error,
      code => `--badges is "${badges}", but a folder cannot be made there (${code}); choose another.`,
    );
  }
  return joined.columns.map(column => {
    const name = `${column.key}.svg`;
    writeWhole(path.join(folder, name), [badgeSvg(joined, column)]);
    return path.join(badges, name);
  });
}

/** The parts of the page's style, in their order: what comes later may change what came before. */
const styles = ['base', 'top', 'finding', 'table', 'rows', 'heads', 'dialog', 'phone', 'print'];

/** The page's script, of the modules that the compiler wrote, and its style. */
export function pageAssets(): PageAssets {
  const root = packageRoot();
  const compiled = (file: string): string => readFileSync(path.join(root, 'dist/src', file), 'utf8');
  return {
    script: oneScript('matrix/page/main.js', compiled),
    style: styles.map(name => readFileSync(path.join(root, `src/matrix/page/${name}.css`), 'utf8')).join('\n'),
  };
}

function summary({ columns, rows, edition }: Matrix): string[] {
  return [
    `Products: ${columns.length}. Facts: ${rows.length}. Edition: ${editionText(edition)}.`,
    ...columns.map(({ label, profiles, remarks }) => {
      const results = profiles.map(one => `${one.profile} ${profileWords(one)}`).join(', ');
      return `${label}: ${results}${remarks.map(text => `. ! ${text}`).join('')}`;
    }),
  ];
}
