import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageSource } from '../checks/run-result.ts';
import { type Contract, contractOf, type Strictness } from '../contract/contract.ts';
import { notesOf, parseNotes, SpecificationError } from '../contract/notes.ts';
import { type Observation, review } from '../contract/review.ts';
import type { Facts } from '../documentation/fact.ts';
import { factsOf } from '../documentation/facts.ts';
import { readPage } from '../documentation/reader.ts';
import { findingText } from '../documentation/rst/finding.ts';
import { witnessFromObservation } from '../documentation/witness.ts';
import type { CitedPages } from '../reports/cited-pages.ts';
import { formatProblems } from '../text/file-format.ts';
import type { YamlText } from '../text/yaml-text.ts';
import { packageRoot } from './package-root.ts';
import { ownSpecs, type PagesFolder, pageIds } from './pages.ts';

/** What a service has to keep to, and the page's example, which the embedded service answers with. */
export interface Specification {
  readonly contract: Contract;
  readonly example: unknown;
}

/** The same with the state of the files that it was read from. */
export interface LoadedSpecification extends Specification {
  readonly source: PageSource;
}

/**
 * Reads all pages of a folder. Those that nobody has reviewed are reviewed first.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadSpecifications(pages: PagesFolder, strictness: Strictness): LoadedSpecification[] {
  const { root, specs, areReviewed } = pages;
  const load = areReviewed ? loadContract : loadReviewed;
  return pageIds(root, specs).map(id => load(root, id, strictness, specs));
}

/**
 * Reads a page and the rulings and meanings beside it. That they fit each other is `derive`'s concern: a run takes what
 * was reviewed.
 * @param root absolute path of the folder that `specs` begins at
 * @param specs the folder of the pages, as verdicts name it
 * @throws SpecificationError where the page or the file beside it cannot be read, with every finding on the page
 */
export function loadContract(root: string, id: string, strictness: Strictness, specs = ownSpecs): LoadedSpecification {
  return specificationOf(id, readSources(root, id, specs), strictness);
}

/**
 * The same, once it is certain that page, rulings, meanings and observations fit each other.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadReviewed(root: string, id: string, strictness: Strictness, specs = ownSpecs): LoadedSpecification {
  const sources = readSources(root, id, specs);
  const { facts, file, parsed } = sources;
  const misfits = formatProblems(file, parsed, notesFormat());
  if (misfits.length > 0) throw new SpecificationError(misfits);
  const problems = review(facts, observationsBeside(root, path.join(specs, id)), notesOf(file, parsed));
  if (problems.length > 0) throw new SpecificationError(problems);
  return specificationOf(id, sources, strictness);
}

const notesFormat = (): object =>
  JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/page-notes.schema.json'), 'utf8')) as object;

function specificationOf(
  id: string,
  { facts, file, parsed, source }: Sources,
  strictness: Strictness,
): LoadedSpecification {
  return { contract: contractOf(id, facts, notesOf(file, parsed), strictness), source, example: facts.example.value };
}

interface Sources {
  readonly facts: Facts;
  readonly file: string;
  readonly parsed: YamlText;
  readonly source: PageSource;
}

function readSources(root: string, id: string, specs: string): Sources {
  const page = path.join(specs, `${id}.rst`);
  const file = path.join(specs, `${id}.yaml`);
  const [text, notes] = [textOf(root, page), textOf(root, file)];
  const { facts, findings } = factsOf(readPage(page, text));
  if (!facts || findings.length > 0) throw new SpecificationError(findings.map(one => findingText(page, one)));
  return { facts, file, parsed: parseNotes(file, notes), source: { page: sha256(text), notes: sha256(notes) } };
}

/**
 * The texts of the files that verdicts may cite, by their paths: each page, and the notes beside it.
 * @param root absolute path of the folder that these paths begin at
 */
export function citedPages(root: string, contracts: readonly Contract[]): CitedPages {
  const files = contracts.flatMap(({ operation, notesFile }) => [operation.place.file, notesFile]);
  return Object.fromEntries(files.map(file => [file, textOf(root, file)]));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function textOf(root: string, file: string): string {
  try {
    return readFileSync(path.resolve(root, file), 'utf8');
  } catch {
    throw new SpecificationError([
      `${file}:1: there is no such file that can be read; a page needs its notes beside it.`,
    ]);
  }
}

/** @param folder the page's path without its ending, beginning at `root` */
function observationsBeside(root: string, folder: string): Observation[] {
  if (!existsSync(path.resolve(root, folder))) return [];
  const names = readdirSync(path.resolve(root, folder)).filter(name => name.endsWith('.txt'));
  return names.sort().map(name => {
    const file = `${folder}/${name}`;
    return { name, witness: witnessFromObservation(file, textOf(root, file)) };
  });
}
