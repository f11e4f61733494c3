import type { Operation, Place } from './page.ts';
import type { Witness } from './witness.ts';

/** The JSON types that a documented type word can stand for (JSON Schema 2020-12, validation vocabulary). */
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';

/** What a page states about one field of a response. */
export interface FieldFact {
  /** The fact's id below the page: `response/size`, `response/links/item/href`. */
  readonly id: string;
  readonly name: string;
  /** The type word of the table: `list<link>`. */
  readonly documentedType: string;
  readonly type: JsonType;
  readonly prose: string;
  /** Words set in bold in the prose that name no parameter of the page: documented values, as a rule. */
  readonly words: readonly string[];
  readonly place: Place;
  /** Fields of the object, or of each item of the list. */
  readonly members: readonly FieldFact[];
  /** Where the table of `members` stands; undefined when they come from the parent's own table. */
  readonly membersPlace?: Place;
}

/** What a page states about the body of a successful response: one resource or a list of them, wrapped or not. */
export interface BodyFact {
  /** The whole JSON text, with the id `response` and no name. Its members are what stands at the top level. */
  readonly root: FieldFact;
  /** The member of `root` that wraps the resource, or the list of resources; undefined: the body itself is that. */
  readonly envelope: FieldFact | undefined;
}

/** What a page states about a parameter of its path. */
export interface ParameterFact {
  readonly id: string;
  readonly name: string;
  readonly mandatory: boolean;
  readonly prose: string;
  readonly place: Place;
}

/** What a page states about a parameter of the query (RFC 3986, section 3.4). */
export interface QueryFact extends ParameterFact {
  /** The type word of the table; `string` where only the query of the operation has the name, or the table has no types. */
  readonly documentedType: string;
  readonly type: JsonType;
  /** The version of the API that has it first, as the prose says: `3.45`. */
  readonly since: string | undefined;
  /** As in `FieldFact`. */
  readonly words: readonly string[];
}

/** A documented status code. `normal`: the page lists it as success. */
export interface StatusFact {
  readonly id: string;
  readonly code: number;
  readonly phrase: string;
  readonly normal: boolean;
  readonly place: Place;
}

/** Everything checkable that one page states, each statement with its place. */
export interface Facts {
  readonly title: string;
  readonly operation: Operation & { readonly place: Place };
  readonly parameters: readonly ParameterFact[];
  readonly query: readonly QueryFact[];
  /** The status of success: the first 2xx that the page lists as normal (RFC 9110, section 15.3). */
  readonly success: number;
  readonly body: BodyFact;
  readonly statuses: readonly StatusFact[];
  /** The page's example response with the line of every member. */
  readonly example: Witness;
}
