import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PageSource } from '../checks/run-result.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { type Notes, notesOf, parseNotes, SpecificationError } from '../contract/notes.ts';
import type { Observation } from '../contract/review.ts';
import type { Facts } from '../documentation/fact.ts';
import { factsOf } from '../documentation/facts.ts';
import { readPage } from '../documentation/reader.ts';
import { findingText } from '../documentation/rst/finding.ts';
import { witnessFromObservation } from '../documentation/witness.ts';
import type { CitedPages } from '../reports/cited-pages.ts';
import type { YamlText } from '../text/yaml-text.ts';
import { type PageTexts, textsIn } from './page-texts.ts';

/** A page and the notes beside it, as read. */
export interface PageSources {
  readonly facts: Facts;
  /** The file of the notes, as verdicts name it. */
  readonly file: string;
  readonly parsed: YamlText;
  readonly notes: Notes;
  /** The state of the files. */
  readonly source: PageSource;
  /** What the two files say, by their paths. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Reads a page and its notes.
 * @param specs the folder of the pages, as verdicts name it
 * @throws SpecificationError where one of them cannot be read, with every finding on the page
 */
export function readSources(texts: PageTexts, id: string, specs: string): PageSources {
  const page = path.join(specs, `${id}.rst`);
  const file = path.join(specs, `${id}.yaml`);
  const [text, notes] = [textOf(texts, page), textOf(texts, file)];
  const { facts, findings } = factsOf(readPage(page, text));
  if (!facts || findings.length > 0) throw new SpecificationError(findings.map(one => findingText(page, one)));
  const parsed = parseNotes(file, notes);
  return {
    facts,
    file,
    parsed,
    // Whether they have their format is looked at first.
    get notes() {
      return notesOf(file, parsed);
    },
    source: { page: sha256(text), notes: sha256(notes) },
    texts: { [page]: text, [file]: notes },
  };
}

/**
 * The texts of the files that verdicts may cite, by their paths: pages, and the notes beside them. A field may come from
 * the page beside that of its operation.
 * @param root absolute path of the folder that these paths begin at
 */
export function citedPages(root: string, contracts: readonly Contract[]): CitedPages {
  const files = contracts.flatMap(({ operation, notesFile, body }) => [
    operation.place.file,
    notesFile,
    ...filesOf(body.root),
  ]);
  return Object.fromEntries([...new Set(files)].map(file => [file, textOf(textsIn(root), file)]));
}

const filesOf = ({ place, members }: Field): string[] => [place.file, ...members.flatMap(filesOf)];

/**
 * The observations of a page.
 * @param folder the page's path without its ending, beginning at `root`
 */
export function observationsBeside(root: string, folder: string): Observation[] {
  if (!existsSync(path.resolve(root, folder))) return [];
  const names = readdirSync(path.resolve(root, folder)).filter(name => name.endsWith('.txt'));
  return names.sort().map(name => {
    const file = `${folder}/${name}`;
    return { name, witness: witnessFromObservation(file, textOf(textsIn(root), file)) };
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function textOf(texts: PageTexts, file: string): string {
  const text = texts(file);
  if (text !== undefined) return text;
  throw new SpecificationError([
    `${file}:1: there is no such file that can be read; a page needs its notes beside it.`,
  ]);
}
