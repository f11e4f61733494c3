import type { BodyFact, Facts, FieldFact } from '../documentation/fact.ts';
import type { Contract } from './contract.ts';
import type { Meaning, Notes, Ruling } from './notes.ts';

/** The pages in the same folder that a page's notes name: what they state, and what follows from it, by their names. */
export interface Siblings {
  readonly facts: ReadonlyMap<string, Facts>;
  readonly contracts: ReadonlyMap<string, Contract>;
}

/** For a page whose notes name no other. */
export const noSiblings: Siblings = { facts: new Map(), contracts: new Map() };

/** The body with those fields next to its envelope that, by a ruling, only a page beside this one documents. */
export function withSiblingFields(
  body: BodyFact,
  rulings: readonly Ruling[],
  { facts }: Pick<Siblings, 'facts'>,
): BodyFact {
  const fields = rulings.flatMap(({ decision, on, sibling = '' }) => {
    const other = facts.get(sibling)?.body;
    if (decision !== 'as-in-sibling' || !other) return [];
    return on.flatMap(one => documentedFields(other).find(({ name }) => `undocumented/${name}` === one) ?? []);
  });
  return fields.length === 0 ? body : { ...body, root: { ...body.root, members: [...body.root.members, ...fields] } };
}

/** The pages that rulings and meanings name, each with the first line of the notes that does. */
export function namedSiblings({ rulings, meanings }: Pick<Notes, 'rulings' | 'meanings'>): ReadonlyMap<string, number> {
  const named = [
    ...rulings.flatMap(({ sibling, line }) => (sibling === undefined ? [] : { name: sibling, line })),
    ...meanings.flatMap(one => namedOperations(one).map(name => ({ name, line: one.line }))),
  ];
  return new Map([...named].reverse().map(({ name, line }) => [name, line]));
}

/** The operations that a meaning names. */
export function namedOperations(meaning: Meaning): string[] {
  if (meaning.rule === 'shown-by') return [meaning.operation];
  return meaning.rule === 'items' && meaning['also-in'] !== undefined ? [meaning['also-in']] : [];
}

/** The fields at the top level of an answer, and those of a resource in it. */
export const documentedFields = ({ root, envelope }: BodyFact): FieldFact[] => [
  ...root.members,
  ...(envelope?.members ?? []),
];
