import type { Facts, ParameterFact, StatusFact } from '../documentation/fact.ts';
import type { Operation, Place } from '../documentation/page.ts';
import { type Field, fieldOf } from './field.ts';
import type { Decision, Notes } from './notes.ts';

/** `ruled` applies our rulings; `literal` takes the table word for word. */
export type Strictness = 'ruled' | 'literal';

/** What a service has to keep to: the page's facts, as ruled, with their meanings. */
export interface Contract {
  /** The page's path below `specs/`, without ending: `vbs/v3/show-backup`. */
  readonly id: string;
  readonly title: string;
  readonly strictness: Strictness;
  readonly operation: Operation & { readonly place: Place };
  readonly parameters: readonly ParameterFact[];
  readonly envelope: Field;
  readonly statuses: readonly StatusFact[];
  /** Undocumented fields that a ruling accepts. */
  readonly acceptedFields: readonly string[];
  /** Version segments that a link may spell beside the operation's own (`v2`). */
  readonly otherVersions: readonly string[];
  readonly steady: Notes['steady'];
  readonly confidential: Notes['confidential'];
  readonly mediaType: Notes['mediaType'];
}

/**
 * Joins facts, rulings and meanings that fit each other (see `review`).
 * Under `literal` only the ruling on what a field *is* counts; none that forgives a deviation does.
 */
export function contractOf(id: string, facts: Facts, notes: Notes, strictness: Strictness): Contract {
  const rulings = notes.rulings.filter(({ decision }) => strictness === 'ruled' || decision === 'json-text');
  const ruled = (decision: Decision) => rulings.filter(ruling => ruling.decision === decision);
  return {
    id,
    title: facts.title,
    strictness,
    operation: facts.operation,
    parameters: facts.parameters,
    envelope: fieldOf(facts.envelope, { ...notes, rulings }),
    statuses: facts.statuses,
    acceptedFields: ruled('accepted-field').flatMap(({ on }) => on.map(one => one.replace(/^undocumented\//, ''))),
    otherVersions: ruled('other-version').flatMap(({ values }) => values ?? []),
    steady: notes.steady,
    confidential: notes.confidential,
    mediaType: notes.mediaType,
  };
}
