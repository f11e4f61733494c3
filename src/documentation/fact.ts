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
  /** Words set in bold in the prose that name no neighbouring field: documented values, as a rule. */
  readonly words: readonly string[];
  readonly place: Place;
  /** Fields of the object, or of each item of the list. */
  readonly members: readonly FieldFact[];
  /** Where the table of `members` stands; undefined when they come from the parent's own table. */
  readonly membersPlace?: Place;
}

/** What a page states about a parameter of its path. */
export interface ParameterFact {
  readonly id: string;
  readonly name: string;
  readonly prose: string;
  readonly place: Place;
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
  /** The one field that wraps the answer (`backup`), its members nested. */
  readonly envelope: FieldFact;
  readonly statuses: readonly StatusFact[];
  /** The page's example response with the line of every member. */
  readonly example: Witness;
}

/** A page states too little, or something this project has no word for. `line` is 1 where nothing stands. */
export class FactsError extends Error {
  readonly place: Place;
  constructor(place: Place, message: string) {
    super(`${place.file}:${place.line}: ${message}`);
    this.name = 'FactsError';
    this.place = place;
  }
}
