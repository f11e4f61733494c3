import { withOtherPlaces } from '../documentation/body-fact.ts';
import type { BodyFact, Facts } from '../documentation/fact.ts';
import { type Contract, operationName, type Strictness } from './contract.ts';
import { fieldOf } from './field.ts';
import { listRules } from './list.ts';
import type { Decision, Notes, Ruling } from './notes.ts';
import { noSiblings, type Siblings, withSiblingFields } from './siblings.ts';

/**
 * Joins facts, rulings and meanings that fit each other (see `review`).
 * Under `literal` only the rulings on what a field is count, and no other.
 */
export function contractOf(
  id: string,
  facts: Facts,
  notes: Notes,
  strictness: Strictness,
  siblings: Siblings = noSiblings,
): Contract {
  const rulings = notes.rulings.filter(({ decision }) => strictness === 'ruled' || decision === 'json-text');
  const ruled = (decision: Decision) => rulings.filter(ruling => ruling.decision === decision);
  const counting = { ...notes, rulings };
  const placed = placedBody(facts.body, rulings, siblings);
  const root = fieldOf(placed.root, counting);
  const body = { root, envelope: root.members.find(member => member.id === placed.envelope?.id) };
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
    body,
    list: listRules({ body, query: facts.query }, counting, siblings.contracts),
    statuses: facts.statuses,
    acceptedFields: ruled('accepted-field').flatMap(({ on }) => on.map(one => one.replace(/^undocumented\//, ''))),
    otherVersions: ruled('other-version').flatMap(({ values }) => values ?? []),
    steady: notes.steady,
    confidential: notes.confidential,
    subjects: notes.subjects,
    mediaType: notes.mediaType,
  };
}

/** The body as the page documents it, and pages beside it. Fields with the ruling `other-place` are in the other place. */
export function placedBody(
  documented: BodyFact,
  rulings: readonly Ruling[],
  siblings: Pick<Siblings, 'facts'>,
): BodyFact {
  const body = withSiblingFields(documented, rulings, siblings);
  const moved = rulings.filter(({ decision }) => decision === 'other-place').flatMap(({ on }) => on);
  return withOtherPlaces(body, new Set(moved.map(one => one.replace(/^place\//, 'response/'))));
}
