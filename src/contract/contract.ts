import { withOtherPlaces } from '../documentation/body-fact.ts';
import type { BodyFact, Facts, ParameterFact, QueryFact, StatusFact } from '../documentation/fact.ts';
import type { Operation, Place } from '../documentation/page.ts';
import type { Body } from './body.ts';
import { fieldOf } from './field.ts';
import type { Decision, Notes, Ruling } from './notes.ts';

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

/**
 * Joins facts, rulings and meanings that fit each other (see `review`).
 * Under `literal` only the rulings on what a field is count, and no other.
 */
export function contractOf(id: string, facts: Facts, notes: Notes, strictness: Strictness): Contract {
  const rulings = notes.rulings.filter(({ decision }) => strictness === 'ruled' || decision === 'json-text');
  const ruled = (decision: Decision) => rulings.filter(ruling => ruling.decision === decision);
  const placed = placedBody(facts.body, rulings);
  const root = fieldOf(placed.root, { ...notes, rulings });
  return {
    id,
    name: operationName(id),
    title: facts.title,
    strictness,
    operation: facts.operation,
    notesFile: notes.file,
    parameters: facts.parameters,
    query: facts.query,
    success: facts.success,
    body: { root, envelope: root.members.find(({ id }) => id === placed.envelope?.id) },
    statuses: facts.statuses,
    acceptedFields: ruled('accepted-field').flatMap(({ on }) => on.map(one => one.replace(/^undocumented\//, ''))),
    otherVersions: ruled('other-version').flatMap(({ values }) => values ?? []),
    steady: notes.steady,
    confidential: notes.confidential,
    subjects: notes.subjects,
    mediaType: notes.mediaType,
  };
}

/** The name of the operation that a page describes: the last step of the page's id. */
export const operationName = (id: string): string => id.split('/').at(-1) ?? id;

/** The body as the page documents it. Fields with the ruling `other-place` are in the other place. */
export function placedBody(body: BodyFact, rulings: readonly Ruling[]): BodyFact {
  const moved = rulings.filter(({ decision }) => decision === 'other-place').flatMap(({ on }) => on);
  return withOtherPlaces(body, new Set(moved.map(one => one.replace(/^place\//, 'response/'))));
}
