import { readdirSync } from 'node:fs';
import path from 'node:path';
import { operationName } from '../contract/contract.ts';
import { SpecificationError } from '../contract/notes.ts';
import { ConfigurationError } from '../targets/target.ts';
import { packageRoot } from './package-root.ts';

/** The folder with the pages that a command reads. */
export interface PagesFolder {
  /** Absolute path of the folder that the path in `specs` begins at. */
  readonly root: string;
  /** The folder as verdicts name it: `specs`, or as the user wrote it. */
  readonly specs: string;
  /** Whether CI has seen to it that each page, its notes and its observations fit each other. */
  readonly areReviewed: boolean;
}

/** Where the suite's own pages are, in its package. */
export const ownSpecs = 'specs';

/**
 * The folder that `--specs` names, else that of the suite's own pages.
 * @param folder absolute path of the folder that the command was started in
 * @throws ConfigurationError when there is no such folder, or no page in it
 */
export function chosenPages({ specs }: { readonly specs?: string }, folder: string): PagesFolder {
  if (specs === undefined) return { root: packageRoot(), specs: ownSpecs, areReviewed: true };
  if (specs === '') throw new ConfigurationError('--specs is empty; set it to a folder with pages.');
  const pages = { root: folder, specs: specsFolder(specs), areReviewed: false };
  if (pageFiles(pages.root, pages.specs).length > 0) return pages;
  throw new ConfigurationError(`--specs is "${specs}", but there is no page in it; ${layout}.`);
}

/** A folder of pages as verdicts name it, from how the user wrote it; undefined for the suite's own. */
export const specsFolder = (specs: string | undefined): string =>
  specs === undefined ? ownSpecs : path.join(specs).replace(/(?<=.)\/$/, '');

const layout = 'a page is a file <service>/<version>/<name>.rst in such a folder';

/** Where the page of an id is. */
export const pageFile = (specs: string, id: string): string => path.join(specs, `${id}.rst`);

/**
 * The ids of all pages in a folder, in the order of their names: `vbs/v3/show-backup`.
 * @param root absolute path of the folder that `specs` begins at
 * @throws SpecificationError for a page at another place than `<service>/<version>/<name>.rst`, and where two end in the same
 *   name, since exchanges are told apart by it
 */
export const pageIds = (root: string, specs = ownSpecs): string[] => checkedIds(pageFiles(root, specs), specs);

/** The same of pages that are known, as paths without their ending. @throws SpecificationError */
export function checkedIds(files: readonly string[], specs: string): string[] {
  const ids = [...files].sort();
  const fileOf = (id: string): string => pageFile(specs, id);
  const problems = ids.flatMap((id, index) => {
    if (!isId.test(id)) return [`${fileOf(id)}:1: ${misplaced}`];
    const other = ids.slice(0, index).find(one => operationName(one) === operationName(id));
    return other ? [`${fileOf(id)}:1: ${fileOf(other)} has the same name; rename one of them.`] : [];
  });
  if (problems.length > 0) throw new SpecificationError(problems);
  return ids;
}

/** Ids of checks begin with it, and people type these. */
const isId = /^[\w.-]+\/[\w.-]+\/[\w.-]+$/;

const misplaced =
  'a page has to be at <service>/<version>/<name>.rst, with names of letters, digits, ".", "_" and "-"; move or rename it.';

/** The pages in a folder, without their ending. @throws ConfigurationError when it cannot be read */
function pageFiles(root: string, specs: string): string[] {
  const files = filesIn(path.resolve(root, specs), specs).filter(file => file.endsWith('.rst'));
  return files.map(file => file.slice(0, -'.rst'.length).split(path.sep).join('/'));
}

function filesIn(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new ConfigurationError(`--specs is "${shown}", but there is no folder that can be read; ${layout}.`);
  }
}
