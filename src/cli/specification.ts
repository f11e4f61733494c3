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
export function loadContract(root: string, id: string, strictness: Strictness): LoadedSpecification {
  const { facts, file, parsed, source } = readSources(root, id);
  return { contract: contractOf(id, facts, notesOf(file, parsed), strictness), source, example: facts.example.value };
}

/**
 * The same, once it is certain that page, rulings, meanings and observations fit each other.
 * @throws SpecificationError with every problem as `file:line: sentence`; ObservationError
 */
export function loadReviewed(root: string, id: string): Contract {
  const { facts, file, parsed } = readSources(root, id);
  const format = JSON.parse(textOf(root, 'schemas/formats/page-notes.schema.json')) as object;
  const misfits = formatProblems(file, parsed, format);
  if (misfits.length > 0) throw new SpecificationError(misfits);
  const notes = notesOf(file, parsed);
  const problems = review(facts, observationsBeside(root, id), notes);
  if (problems.length > 0) throw new SpecificationError(problems);
  return contractOf(id, facts, notes, 'ruled');
}

interface Sources {
  readonly facts: Facts;
  readonly file: string;
  readonly parsed: YamlText;
  readonly source: PageSource;
}

function readSources(root: string, id: string): Sources {
  const page = `specs/${id}.rst`;
  const file = `specs/${id}.yaml`;
  const [text, notes] = [textOf(root, page), textOf(root, file)];
  const { facts, findings } = factsOf(readPage(page, text));
  if (!facts || findings.length > 0) throw new SpecificationError(findings.map(one => findingText(page, one)));
  return { facts, file, parsed: parseNotes(file, notes), source: { page: sha256(text), notes: sha256(notes) } };
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
