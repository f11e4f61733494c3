import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Contract, contractOf, type Strictness } from '../contract/contract.ts';
import { type Notes, readNotes, SpecificationError } from '../contract/notes.ts';
import { type Observation, review } from '../contract/review.ts';
import type { Facts } from '../documentation/fact.ts';
import { factsOf } from '../documentation/facts.ts';
import { readPage } from '../documentation/reader.ts';
import { witnessFromObservation } from '../documentation/witness.ts';

/** The first page of the project, and so far its only one. */
export const firstPage = 'vbs/v3/show-backup';

/** A page with what lies beside it, all of it reviewed. */
export interface Specification {
  readonly id: string;
  readonly facts: Facts;
  readonly notes: Notes;
}

/**
 * Reads a page, its rulings and meanings and its observations from `specs/` and reviews how they fit.
 * @param root the package's folder
 * @throws SpecificationError with every problem as `file:line: sentence`; FactsError; ObservationError
 */
export function loadSpecification(root: string, id: string): Specification {
  const pageFile = `specs/${id}.rst`;
  const notesFile = `specs/${id}.yaml`;
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const page = readPage(pageFile, text(pageFile));
  if (page.problems.length > 0) {
    throw new SpecificationError(page.problems.map(({ line, message }) => `${pageFile}:${line}: ${message}`));
  }
  const facts = factsOf(page);
  const format = JSON.parse(text('schemas/formats/page-notes.schema.json')) as object;
  const notes = readNotes(notesFile, text(notesFile), format);
  const problems = review(facts, observationsBeside(root, id), notes);
  if (problems.length > 0) throw new SpecificationError(problems);
  return { id, facts, notes };
}

/** The contract of a specification. */
export function loadContract(
  root: string,
  id: string,
  strictness: Strictness,
): { contract: Contract; example: unknown } {
  const { facts, notes } = loadSpecification(root, id);
  return { contract: contractOf(id, facts, notes, strictness), example: facts.example.value };
}

function observationsBeside(root: string, id: string): Observation[] {
  const folder = `specs/${id}`;
  if (!existsSync(path.join(root, folder))) return [];
  const names = readdirSync(path.join(root, folder)).filter(name => name.endsWith('.txt'));
  return names.sort().map(name => {
    const file = `${folder}/${name}`;
    return { name, witness: witnessFromObservation(file, readFileSync(path.join(root, file), 'utf8')) };
  });
}
