import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageSource } from '../checks/run-result.ts';
import type { Contract, Strictness } from '../contract/contract.ts';
import { contractOf } from '../contract/join.ts';
import { type Notes, SpecificationError } from '../contract/notes.ts';
import { review } from '../contract/review.ts';
import { namedOperations, namedSiblings } from '../contract/siblings.ts';
import type { Facts } from '../documentation/fact.ts';
import { packageRoot } from './package-root.ts';
import { observationsBeside, type PageSources, readSources } from './page-sources.ts';
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

/** Where pages are: absolute path of the folder that `specs` begins at, and the folder as verdicts name it. */
type PagesPlace = Pick<PagesFolder, 'root' | 'specs'>;

/**
 * Reads all pages of a folder. Those that nobody has reviewed are reviewed first.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadSpecifications(pages: PagesFolder, strictness: Strictness): LoadedSpecification[] {
  const { root, specs, areReviewed } = pages;
  const format = areReviewed ? undefined : notesFormat();
  const sourcesOf = remembered(id => readSources(root, id, specs, format));
  const ids = pageIds(root, specs);
  for (const id of areReviewed ? [] : ids) assertReviewed(pages, id, sourcesOf);
  return ids.map(specificationsFrom(pages, strictness, sourcesOf));
}

/**
 * Reads a page and the rulings and meanings beside it. That they fit each other is `derive`'s concern: a run takes what
 * was reviewed.
 * @throws SpecificationError where the page or the file beside it cannot be read, with every finding on the page
 */
export function loadContract(root: string, id: string, strictness: Strictness, specs = ownSpecs): LoadedSpecification {
  const sourcesOf = remembered(one => readSources(root, one, specs, undefined));
  return specificationsFrom({ root, specs }, strictness, sourcesOf)(id);
}

/** Makes specifications of pages, each once: the notes of one page may name other pages. */
function specificationsFrom(
  pages: PagesPlace,
  strictness: Strictness,
  sourcesOf: (id: string) => PageSources,
): (id: string) => LoadedSpecification {
  const load = remembered((id): LoadedSpecification => {
    const { facts, notes, source } = sourcesOf(id);
    const operations = new Set(notes.meanings.flatMap(namedOperations));
    const contracts = new Map(Array.from(operations, name => [name, load(siblingId(id, name)).contract]));
    const siblings = { facts: siblingFacts(pages, id, notes, sourcesOf), contracts };
    return { contract: contractOf(id, facts, notes, strictness, siblings), source, example: facts.example.value };
  });
  return load;
}

/** @throws SpecificationError, ObservationError unless page, rulings, meanings and observations fit each other */
function assertReviewed(pages: PagesPlace, id: string, sourcesOf: (id: string) => PageSources): void {
  const { facts, notes } = sourcesOf(id);
  const observations = observationsBeside(pages.root, path.join(pages.specs, id));
  const problems = review(facts, observations, notes, { facts: siblingFacts(pages, id, notes, sourcesOf) });
  if (problems.length > 0) throw new SpecificationError(problems);
}

const notesFormat = (): object =>
  JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/page-notes.schema.json'), 'utf8')) as object;

/** The facts of the pages that the notes name, by their names; without those that do not exist. */
function siblingFacts(
  { root, specs }: PagesPlace,
  id: string,
  notes: Notes,
  sourcesOf: (id: string) => PageSources,
): ReadonlyMap<string, Facts> {
  const names = [...namedSiblings(notes).keys()];
  const existing = names.filter(name => existsSync(path.resolve(root, specs, `${siblingId(id, name)}.rst`)));
  return new Map(existing.map(name => [name, sourcesOf(siblingId(id, name)).facts]));
}

/** The id of a page in the same folder as another. */
const siblingId = (id: string, name: string): string => [...id.split('/').slice(0, -1), name].join('/');

/** Calls a function once for each page. @throws SpecificationError where its result for a page depends on itself */
function remembered<T>(make: (id: string) => T): (id: string) => T {
  const made = new Map<string, T>();
  const begun = new Set<string>();
  return id => {
    const before = made.get(id);
    if (before !== undefined) return before;
    if (begun.has(id)) {
      throw new SpecificationError([
        `${id}.yaml:1: its meanings name an operation whose meanings name this one; remove one of them.`,
      ]);
    }
    begun.add(id);
    const own = make(id);
    made.set(id, own);
    return own;
  };
}
