import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageSource } from '../checks/run-result.ts';
import type { Contract, Strictness } from '../contract/contract.ts';
import { contractOf } from '../contract/join.ts';
import { type Notes, notesOf, parseNotes, SpecificationError } from '../contract/notes.ts';
import { type Observation, review } from '../contract/review.ts';
import { namedOperations, namedSiblings } from '../contract/siblings.ts';
import type { Facts } from '../documentation/fact.ts';
import { factsOf } from '../documentation/facts.ts';
import { readPage } from '../documentation/reader.ts';
import { findingText } from '../documentation/rst/finding.ts';
import { witnessFromObservation } from '../documentation/witness.ts';
import type { CitedPages } from '../reports/cited-pages.ts';
import { formatProblems } from '../text/file-format.ts';
import type { YamlText } from '../text/yaml-text.ts';

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
 * Reads a page and the rulings and meanings beside it. That they fit each other is `derive`'s concern: a run takes what
 * was reviewed.
 * @param root the package's folder
 * @throws SpecificationError where the page or the file beside it cannot be read, with every finding on the page
 */
export const loadContract = (root: string, id: string, strictness: Strictness): LoadedSpecification =>
  specificationsIn(root, strictness)(id);

/** The same for several pages: each file is read once, though notes may name other pages. */
export function specificationsIn(root: string, strictness: Strictness): (id: string) => LoadedSpecification {
  const sourcesOf = remembered((id: string) => readSources(root, id));
  const load = remembered((id: string): LoadedSpecification => {
    const { facts, source } = sourcesOf(id);
    const contract = contractFrom(root, id, strictness, sourcesOf, one => load(one).contract);
    return { contract, source, example: facts.example.value };
  });
  return load;
}

/**
 * The same, once it is certain that page, rulings, meanings and observations fit each other.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadReviewed(root: string, id: string): Contract {
  const sourcesOf = remembered((one: string) => readSources(root, one));
  const { facts, file, parsed, notes } = sourcesOf(id);
  const format = JSON.parse(textOf(root, 'schemas/formats/page-notes.schema.json')) as object;
  const misfits = formatProblems(file, parsed, format);
  if (misfits.length > 0) throw new SpecificationError(misfits);
  const siblings = siblingFacts(root, id, notes, sourcesOf);
  const problems = review(facts, observationsBeside(root, id), notes, { facts: siblings });
  if (problems.length > 0) throw new SpecificationError(problems);
  return specificationsIn(root, 'ruled')(id).contract;
}

interface Sources {
  readonly facts: Facts;
  readonly file: string;
  readonly parsed: YamlText;
  readonly notes: Notes;
  readonly source: PageSource;
}

function readSources(root: string, id: string): Sources {
  const page = `specs/${id}.rst`;
  const file = `specs/${id}.yaml`;
  const [text, notes] = [textOf(root, page), textOf(root, file)];
  const { facts, findings } = factsOf(readPage(page, text));
  if (!facts || findings.length > 0) throw new SpecificationError(findings.map(one => findingText(page, one)));
  const parsed = parseNotes(file, notes);
  return { facts, file, parsed, notes: notesOf(file, parsed), source: { page: sha256(text), notes: sha256(notes) } };
}

/** The contract of a page whose notes may name other pages. */
function contractFrom(
  root: string,
  id: string,
  strictness: Strictness,
  sourcesOf: (id: string) => Sources,
  contractOfPage: (id: string) => Contract,
): Contract {
  const { facts, notes } = sourcesOf(id);
  const operations = new Set(notes.meanings.flatMap(namedOperations));
  const contracts = Array.from(operations, name => [name, contractOfPage(siblingId(id, name))] as const);
  const siblings = { facts: siblingFacts(root, id, notes, sourcesOf), contracts: new Map(contracts) };
  return contractOf(id, facts, notes, strictness, siblings);
}

/** The facts of the pages that the notes name, by their names; without those that do not exist. */
function siblingFacts(
  root: string,
  id: string,
  notes: Notes,
  sourcesOf: (id: string) => Sources,
): ReadonlyMap<string, Facts> {
  const names = [...namedSiblings(notes).keys()];
  const existing = names.filter(name => existsSync(path.join(root, `specs/${siblingId(id, name)}.rst`)));
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
        `specs/${id}.yaml:1: its meanings name an operation whose meanings name this one; remove one of them.`,
      ]);
    }
    begun.add(id);
    const own = make(id);
    made.set(id, own);
    return own;
  };
}

/** The texts of the files that verdicts may cite, by their paths: each page, and the notes beside it. */
export function citedPages(root: string, ids: readonly string[]): CitedPages {
  const files = ids.flatMap(id => [`specs/${id}.rst`, `specs/${id}.yaml`]);
  return Object.fromEntries(files.map(file => [file, textOf(root, file)]));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const textOf = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

function observationsBeside(root: string, id: string): Observation[] {
  const folder = `specs/${id}`;
  if (!existsSync(path.join(root, folder))) return [];
  const names = readdirSync(path.join(root, folder)).filter(name => name.endsWith('.txt'));
  return names.sort().map(name => {
    const file = `${folder}/${name}`;
    return { name, witness: witnessFromObservation(file, textOf(root, file)) };
  });
}
