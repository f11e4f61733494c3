import type { ParameterFact, QueryFact, StatusFact } from '../documentation/fact.ts';
import type { Operation, Place } from '../documentation/page.ts';
import type { Body } from './body.ts';
import type { Citation } from './citation.ts';
import type { Field } from './field.ts';
import type { Notes } from './notes.ts';

/** `ruled` applies our rulings; `literal` takes the table word for word. */
export type Strictness = 'ruled' | 'literal';

/** What a service must do: the facts of the page, with the rulings on them and their meanings. */
export interface Contract {
  /** The page's path in the folder of the pages, without ending: `vbs/v3/show-backup`. */
  readonly id: string;
  /** The operation's name: the last step of the id. The names of its exchanges begin with it: `show-backup/show`. */
  readonly name: string;
  readonly title: string;
  readonly strictness: Strictness;
  readonly operation: Operation & { readonly place: Place };
  /** The file beside the page, as citations name it. */
  readonly notesFile: string;
  readonly parameters: readonly ParameterFact[];
  readonly query: readonly QueryFact[];
  /** The status of success: the first 2xx that the page lists as normal. */
  readonly success: number;
  readonly body: Body;
  /** What is said about the list, if the content is one. */
  readonly list: ListRules | undefined;
  readonly statuses: readonly StatusFact[];
  /** Undocumented fields that a ruling accepts. */
  readonly acceptedFields: readonly string[];
  /** Version segments that a link may have instead of the operation's own (`v2`). */
  readonly otherVersions: readonly string[];
  readonly steady: Notes['steady'];
  readonly confidential: Notes['confidential'];
  readonly subjects: Notes['subjects'];
  readonly mediaType: Notes['mediaType'];
}

/** A parameter of the query (RFC 3986, section 3.4) whose meaning is known. */
export interface QueryParameter {
  readonly name: string;
  /** The version of the API to ask for; undefined: every version has it. */
  readonly since: string | undefined;
  readonly cites: readonly Citation[];
}

/** A parameter that leaves out items. */
export interface Filter extends QueryParameter {
  /** The documented name of the field that it compares. */
  readonly field: string;
  readonly match: 'exact' | 'contains';
  /** Values that the page documents. */
  readonly words: readonly string[];
}

/** The links next to a list, of which one leads to its next page. */
export interface NextLink {
  readonly links: Field;
  /** The relation type of that link. */
  readonly relation: string;
  readonly cites: readonly Citation[];
}

/** The number of items next to a list. */
export interface Count {
  readonly field: Field;
  readonly parameter: QueryParameter;
  /** Of the whole list, or of the items in the answer. */
  readonly counts: 'all' | 'answer';
  readonly cites: readonly Citation[];
}

/** What a page says about a list, its items, and how to ask for parts of it. */
export interface ListRules {
  /** The documented name of the field by which items are told apart. */
  readonly identity: string;
  readonly limit: QueryParameter | undefined;
  readonly offset: QueryParameter | undefined;
  readonly marker: QueryParameter | undefined;
  readonly next: NextLink | undefined;
  readonly filters: readonly Filter[];
  readonly count: Count | undefined;
  /** The operation that shows one item. */
  readonly shownBy: Contract | undefined;
  /** The operation that lists the same items with more fields. */
  readonly alsoIn: Contract | undefined;
  /** Where the page says that this is a list of such items. */
  readonly cites: readonly Citation[];
}

/** The name of the operation that a page describes: the last step of the page's id. */
export const operationName = (id: string): string => id.split('/').at(-1) ?? id;
