import path from 'node:path';
import type { PageSource } from '../checks/run-result.ts';
import type { Contract, Strictness } from '../contract/contract.ts';
import { contractOf } from '../contract/join.ts';
import { type Notes, SpecificationError } from '../contract/notes.ts';
import { review } from '../contract/review.ts';
import { namedOperations, namedSiblings } from '../contract/siblings.ts';
import type { Facts } from '../documentation/fact.ts';
import { fileFormat } from './file-formats.ts';
import { observationsBeside, type PageSources, readSources } from './page-sources.ts';
import { type PageTexts, textsIn } from './page-texts.ts';
import { ownSpecs, type PagesFolder, pageIds } from './pages.ts';

/** What a service has to keep to, and the page's example, which the embedded service answers with. */
export interface Specification {
  readonly contract: Contract;
  readonly example: unknown;
}

/** The same with the state of the files that it was read from. */
export interface LoadedSpecification extends Specification {
  readonly source: PageSource;
  /** All that it follows from, by file: page and notes, and those beside them that they name. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Where pages come from: their texts, and the folder of the pages as verdicts name it. */
export interface PagesPlace {
  readonly texts: PageTexts;
  readonly specs: string;
  /** What the notes are checked against; undefined: they have been. */
  readonly format: object | undefined;
}

/**
 * Reads all pages of a folder. Those that nobody has reviewed are reviewed first.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadSpecifications(pages: PagesFolder, strictness: Strictness): LoadedSpecification[] {
  const { root, specs, areReviewed } = pages;
  const place = { texts: textsIn(root), specs, format: areReviewed ? undefined : fileFormat('page-notes') };
  const ids = pageIds(root, specs);
  if (!areReviewed) assertReviewed(place, ids, root);
  return specificationsFrom(place, ids, strictness);
}

/**
 * Reads a page and the rulings and meanings beside it. That they fit each other is `derive`'s concern: a run takes what
 * was reviewed.
 * @throws SpecificationError where the page or the file beside it cannot be read, with every finding on the page
 */
export function loadContract(root: string, id: string, strictness: Strictness, specs = ownSpecs): LoadedSpecification {
  return loading({ texts: textsIn(root), specs, format: undefined }, strictness)(id);
}

/**
 * Makes specifications of pages that were reviewed. Pure: the same texts always give the same.
 * @throws SpecificationError where a text is missing, with every finding on a page
 */
export const specificationsFrom = (
  place: PagesPlace,
  ids: readonly string[],
  strictness: Strictness,
): LoadedSpecification[] => ids.map(loading(place, strictness));

/** Makes specifications of pages, each once: the notes of one page may name other pages. */
function loading(place: PagesPlace, strictness: Strictness): (id: string) => LoadedSpecification {
  const sourcesOf = reading(place);
  const load = remembered((id): LoadedSpecification => {
    const { facts, notes, source, texts } = sourcesOf(id);
    const operations = new Set(notes.meanings.flatMap(namedOperations));
    const others = Array.from(operations, name => [name, load(siblingId(id, name))] as const);
    const beside = siblingSources(place, id, notes, sourcesOf);
    const siblings = {
      facts: factsIn(beside),
      contracts: new Map(others.map(([name, { contract }]) => [name, contract])),
    };
    return {
      contract: contractOf(id, facts, notes, strictness, siblings),
      source,
      example: facts.example.value,
      texts: Object.assign({}, texts, ...[...beside.values(), ...others.map(([, one]) => one)].map(one => one.texts)),
    };
  });
  return load;
}

/** Reads pages with their notes, each once. */
const reading = ({ texts, specs, format }: PagesPlace): ((id: string) => PageSources) =>
  remembered(id => readSources(texts, id, specs, format));

/**
 * @param root absolute path of the folder that the observations are in, in `specs`
 * @throws SpecificationError, ObservationError unless pages, rulings, meanings and observations fit each other
 */
export function assertReviewed(place: PagesPlace, ids: readonly string[], root: string): void {
  const sourcesOf = reading(place);
  for (const id of ids) {
    const { facts, notes } = sourcesOf(id);
    const observations = observationsBeside(root, path.join(place.specs, id));
    const siblings = { facts: factsIn(siblingSources(place, id, notes, sourcesOf)) };
    const problems = review(facts, observations, notes, siblings);
    if (problems.length > 0) throw new SpecificationError(problems);
  }
}

/** The pages that the notes name, by their names; without those that do not exist. */
function siblingSources(
  { texts, specs }: PagesPlace,
  id: string,
  notes: Notes,
  sourcesOf: (id: string) => PageSources,
): ReadonlyMap<string, PageSources> {
  const names = [...namedSiblings(notes).keys()];
  const existing = names.filter(name => texts(path.join(specs, `${siblingId(id, name)}.rst`)) !== undefined);
  return new Map(existing.map(name => [name, sourcesOf(siblingId(id, name))]));
}

const factsIn = (sources: ReadonlyMap<string, PageSources>): ReadonlyMap<string, Facts> =>
  new Map(Array.from(sources, ([name, { facts }]) => [name, facts]));

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
