import { Ajv2020 as Ajv, type ErrorObject } from 'ajv/dist/2020.js';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Citation, Level } from './citation.ts';

/** What we decided on contradictions or observations, and why. The ids are those of `Contradiction`. */
export interface Ruling {
  readonly on: readonly string[];
  /** The observation's file where real services taught it; undefined where the page contradicts itself. */
  readonly observed?: string;
  readonly decision: Decision;
  /** What is accepted beside the documented spelling, values or version segment. */
  readonly values?: readonly string[];
  readonly reason: string;
  readonly cites?: readonly Citation[];
  readonly line: number;
}

/** The closed list of what a ruling can decide. `stands`: the fact holds, whoever deviates fails. */
export type Decision =
  | 'nullable'
  | 'either-name'
  | 'json-text'
  | 'more-values'
  | 'other-version'
  | 'accepted-field'
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
  /** A link relation type (RFC 8288); `more` is the one that promises further resources. */
  | { readonly rule: 'relation-types'; readonly more: string };

/** A rule on one fact, with the prose it was read from. */
export type Meaning = Rule & {
  readonly on: string;
  readonly says: string;
  readonly level?: Level;
  readonly cites?: readonly Citation[];
  readonly line: number;
};

/** The file beside a page. Field names in `steady` and `confidential` are the documented ones. */
export interface Notes {
  readonly file: string;
  readonly rulings: readonly Ruling[];
  readonly meanings: readonly Meaning[];
  readonly steady: { readonly always: readonly string[]; readonly while: readonly string[] };
  readonly confidential: readonly string[];
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

/**
 * Reads rulings and meanings.
 * @param format the JSON Schema of the file, `schemas/formats/page-notes.schema.json`
 * @throws SpecificationError naming file and line of every mistake: no YAML, unknown keys, missing or mistyped values.
 */
export function readNotes(file: string, text: string, format: object): Notes {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors.length > 0) {
    throw new SpecificationError(
      document.errors.map(({ linePos, message }) => `${file}:${linePos?.[0].line ?? 1}: ${message.split('\n')[0]}`),
    );
  }
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : 1;
  };
  const content: unknown = document.toJS();
  const validate = new Ajv({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true }).compile<Raw>(
    format,
  );
  if (!validate(content)) {
    throw new SpecificationError((validate.errors ?? []).map(error => problem(file, error, lineOf)));
  }
  return {
    file,
    rulings: content.rulings.map((ruling, index) => ({ ...ruling, line: lineOf(['rulings', index]) })),
    meanings: content.meanings.map((meaning, index) => ({ ...meaning, line: lineOf(['meanings', index]) })),
    steady: content.steady,
    confidential: content.confidential,
    mediaType: content['media-type'],
  };
}

interface Raw extends Omit<Notes, 'file' | 'mediaType'> {
  readonly 'media-type': Notes['mediaType'];
}

function problem(file: string, error: ErrorObject, lineOf: (path: readonly (string | number)[]) => number): string {
  const steps = error.instancePath.split('/').slice(1);
  const path = steps.map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const key = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const what = typeof key === 'string' ? `unknown key "${key}"` : error.message;
  return `${file}:${lineOf(path)}: ${path.join('.') || 'the file'}: ${what}.`;
}
