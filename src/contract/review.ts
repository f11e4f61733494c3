import { contentFact } from '../documentation/body-fact.ts';
import { type Contradiction, contradictionsOf, deviationsOf } from '../documentation/contradictions.ts';
import type { Facts, FieldFact, QueryFact } from '../documentation/fact.ts';
import type { Witness } from '../documentation/witness.ts';
import { placedBody } from './join.ts';
import type { Meaning, Notes, Ruling } from './notes.ts';
import { countDeviations, listProblems } from './review-list.ts';
import { noSiblings, type Siblings, withSiblingFields } from './siblings.ts';

/** A recorded answer of a real service, in the folder next to the page. `name` is its file name there. */
export interface Observation {
  readonly name: string;
  readonly witness: Witness;
}

/**
 * Checks that rulings and meanings fit the page: every contradiction and every deviation of an observation has a ruling,
 * every ruling has its contradiction or observation, and every meaning quotes the prose of a fact that exists.
 * @param siblings the facts of the pages that the notes name
 * @returns what does not fit, each as a sentence that begins with `file:line`; empty when everything fits
 */
export function review(
  facts: Facts,
  observations: readonly Observation[],
  notes: Notes,
  siblings: Pick<Siblings, 'facts'> = noSiblings,
): string[] {
  const contradictions = contradictionsOf(facts);
  const body = withSiblingFields(facts.body, notes.rulings, siblings);
  const observed = new Map(
    observations.map(({ name, witness }) => [
      name,
      [...deviationsOf(facts, witness), ...countDeviations(body, witness, notes)],
    ]),
  );
  const found = [...contradictions, ...[...observed.values()].flat()];
  return [
    ...found.flatMap(one => unruled(one, notes.rulings)),
    ...notes.rulings.flatMap(ruling => groundless(ruling, contradictions, observed, notes.file)),
    ...notes.meanings.flatMap(meaning => misread(meaning, [...allFields(body.root), ...facts.query], notes.file)),
    ...unknownNames(facts, notes, siblings),
    ...listProblems(facts, notes, siblings),
  ];
}

function unruled(one: Contradiction, rulings: readonly Ruling[]): string[] {
  const [fact, against] = one.places;
  const where = `${fact.file}:${fact.line}: ${one.statement} (${against.file}:${against.line})`;
  const ruling = rulings.find(({ on }) => on.includes(one.id));
  if (!ruling) return [`${where}: there is no ruling on "${one.id}"; add one to the .yaml file next to the page.`];
  const accepts =
    ruling.decision === 'either-name' || ruling.decision === 'more-values' || ruling.decision === 'other-version';
  const unnamed = accepts ? one.seen.filter(seen => !ruling.values?.includes(seen)) : [];
  return unnamed.map(seen => `${where}: the ruling on "${one.id}" does not have "${seen}" in its values; add it.`);
}

function groundless(
  ruling: Ruling,
  contradictions: readonly Contradiction[],
  observed: ReadonlyMap<string, readonly Contradiction[]>,
  file: string,
): string[] {
  const grounds = ruling.observed === undefined ? contradictions : observed.get(ruling.observed);
  const place = `${file}:${ruling.line}`;
  if (!grounds)
    return [
      `${place}: there is no observation "${ruling.observed}" in the folder next to the page; add it or correct the name.`,
    ];
  const source =
    ruling.observed === undefined ? 'the page has no such contradiction' : `${ruling.observed} does not show it`;
  return ruling.on
    .filter(id => !grounds.some(one => one.id === id))
    .map(id => `${place}: there is a ruling on "${id}", but ${source}; remove the ruling or correct the id.`);
}

function misread(meaning: Meaning, facts: readonly (FieldFact | QueryFact)[], file: string): string[] {
  const place = `${file}:${meaning.line}`;
  const fact = facts.find(({ id }) => id === meaning.on);
  if (!fact)
    return [
      `${place}: there is a meaning of "${meaning.on}", but the page has no such field; remove the meaning or correct the id.`,
    ];
  if (fact.prose === meaning.says) return [];
  return [
    `${place}: the meaning of "${meaning.on}" quotes "${meaning.says}", but the page says "${fact.prose}" (${fact.place.file}:${fact.place.line}); correct the quote.`,
  ];
}

function unknownNames({ body, parameters }: Facts, notes: Notes, siblings: Pick<Siblings, 'facts'>): string[] {
  const resource = contentFact(placedBody(body, notes.rulings, siblings));
  const documented = new Set(resource.members.map(({ name }) => name));
  const named = [...notes.steady.always, ...notes.steady.while, ...notes.confidential];
  const known = new Set(parameters.map(({ name }) => name));
  const lost = notes.meanings.filter(one => one.rule === 'same-as-path' && !known.has(one.parameter));
  return [
    ...[...new Set(named)]
      .filter(name => !documented.has(name))
      .map(name => `${notes.file}:1: "${name}" is not a field of the resource; remove it or correct the name.`),
    ...lost.map(
      ({ line }) => `${notes.file}:${line}: the rule names a parameter that is not in the path; correct the name.`,
    ),
  ];
}

const allFields = (fact: FieldFact): FieldFact[] => [fact, ...fact.members.flatMap(allFields)];
