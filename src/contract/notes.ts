import { parseYaml, type YamlText } from '../text/yaml-text.ts';
import type { Citation, Level } from './citation.ts';

/** What we decided on contradictions or observations, and why. The ids are those of `Contradiction`. */
export interface Ruling {
  readonly on: readonly string[];
  /** The file of the observation; undefined when the page contradicts itself. */
  readonly observed?: string;
  readonly decision: Decision;
  /** What is accepted in addition to the documented spelling, values or version segment. */
  readonly values?: readonly string[];
  /** The page that documents the field, by its name in the same folder. Only `as-in-sibling` has one. */
  readonly sibling?: string;
  readonly reason: string;
  readonly cites?: readonly Citation[];
  readonly line: number;
}

/**
 * The closed list of decisions. `other-place`: the field is next to the envelope instead of in the
 * resource, or the other way round. `optional`: only some answers have the field. `as-in-sibling`: the page leaves out a
 * field next to the envelope that a page beside it documents, and only some answers have it. `counts-all`: a count is that of
 * the whole list, however few items an answer has. `stands`: the fact is right, and a service that deviates fails.
 */
export type Decision =
  | 'nullable'
  | 'either-name'
  | 'json-text'
  | 'more-values'
  | 'other-version'
  | 'accepted-field'
  | 'other-place'
  | 'optional'
  | 'as-in-sibling'
  | 'counts-all'
  | 'stands';

/** What a cell's prose says, in the closed vocabulary of rules. */
export type Rule =
  /** Same value as a parameter of the path; `administrators: elsewhere` where they may see others'. */
  | { readonly rule: 'same-as-path'; readonly parameter: string; readonly administrators?: 'elsewhere' }
  | { readonly rule: 'one-of'; readonly values: readonly (string | number)[] }
  | { readonly rule: 'not-negative' }
  /** ISO 8601 date, "T", time, fraction up to microseconds, offset or `Z` optional. */
  | { readonly rule: 'time' }
  | { readonly rule: 'absolute-url' }
  /** A list of links whose `self` and `bookmark` lead to the resource itself. */
  | { readonly rule: 'links-to-this-resource' }
  /** A link relation type (RFC 8288); `more` is the one that promises more resources. */
  | { readonly rule: 'relation-types'; readonly more: string }
  | ListRule;

/** What a page about a list says of it, and of the parameters of its query. */
export type ListRule =
  /** The list itself: it has each resource once. `also-in` is the operation that lists the same ones with more fields. */
  | { readonly rule: 'items'; readonly 'also-in'?: string }
  /** The field by which items are told apart. */
  | { readonly rule: 'identified-by' }
  /** Each item is what this operation shows. */
  | { readonly rule: 'shown-by'; readonly operation: string }
  | { readonly rule: 'limit' | 'offset' | 'marker' }
  /** Links next to the list. The one with this relation leads to the next page; its parameter `marker` names the last item. */
  | { readonly rule: 'next-in'; readonly relation: string; readonly marker?: string }
  /** Only those items whose field has this value or contains it; `since`: the version to ask for. */
  | {
      readonly rule: 'filter';
      readonly field: string;
      readonly match: 'exact' | 'contains';
      readonly since?: string;
    }
  /** The number of items, which an answer has if this parameter of the query is `true`. */
  | { readonly rule: 'count'; readonly parameter: string; readonly since?: string };

/** A rule on one fact, with the prose it was read from. */
export type Meaning = Rule & {
  readonly on: string;
  readonly says: string;
  readonly level?: Level;
  readonly cites?: readonly Citation[];
  readonly line: number;
};

/** A list in whose answer the value of a path parameter is found. */
export interface SubjectSource {
  /** The list's path, a template like the operation's. */
  readonly list: string;
  readonly query: Readonly<Record<string, string>>;
  /** Members that an item must have, with these values. */
  readonly where: Readonly<Record<string, string>>;
  /** The member of the item that is the value. */
  readonly member: string;
}

/** The file next to a page. Field names in `steady` and `confidential` are the documented ones. */
export interface Notes {
  readonly file: string;
  readonly rulings: readonly Ruling[];
  readonly meanings: readonly Meaning[];
  readonly steady: { readonly always: readonly string[]; readonly while: readonly string[] };
  readonly confidential: readonly string[];
  /** Where a value for a path parameter is found when none is configured, by the parameter's name. */
  readonly subjects: Readonly<Record<string, SubjectSource>>;
  readonly mediaType: { readonly value: string; readonly cites: readonly Citation[] };
}

/** What is wrong in a specification, each as one sentence that begins with `file:line`. */
export class SpecificationError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SpecificationError';
    this.problems = problems;
  }
}

/** Characters that notes may have. Reading many keys takes a time that grows with the square of their number. */
const largest = 100_000;

/** @throws SpecificationError with file and line when the text is not YAML, or very long. */
export function parseNotes(file: string, text: string): YamlText {
  if (text.length > largest)
    throw new SpecificationError([
      `${file}:1: these notes have more than ${largest} characters; shorten them, or divide the page.`,
    ]);
  const parsed = parseYaml(text);
  const problems = parsed.problems.map(({ line, message }) => `${file}:${line}: ${message}`);
  if (problems.length > 0) throw new SpecificationError(problems);
  return parsed;
}

/** Rulings and meanings of a file that has the format (`formatProblems` finds none). */
export function notesOf(file: string, { content, lineOf }: YamlText): Notes {
  const { rulings, meanings, steady, confidential, subjects = {}, 'media-type': mediaType } = content as Raw;
  return {
    file,
    rulings: rulings.map((ruling, index) => ({ ...ruling, line: lineOf(['rulings', index]) })),
    meanings: meanings.map((meaning, index) => ({ ...meaning, line: lineOf(['meanings', index]) })),
    steady,
    confidential,
    subjects,
    mediaType,
  };
}

interface Raw extends Omit<Notes, 'file' | 'mediaType' | 'subjects'> {
  readonly subjects?: Notes['subjects'];
  readonly 'media-type': Notes['mediaType'];
}
