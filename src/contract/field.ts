import type { FieldFact, JsonType } from '../documentation/fact.ts';
import type { Place } from '../documentation/page.ts';
import type { Citation, Level } from './citation.ts';
import type { Meaning, Notes, Rule } from './notes.ts';

/** How a field contains its members: directly in an object, in each item of a list, or in a string as JSON text. */
export type Holding = 'object' | 'list' | 'json-text';

/** One field as a service must send it: the fact with the rulings on it, and the rules that its prose means. */
export interface Field {
  /** The fact's id: `response/links/item/href`. */
  readonly id: string;
  /** Every accepted spelling, the documented one first. */
  readonly names: readonly [string, ...string[]];
  readonly documentedType: string;
  readonly type: JsonType;
  readonly nullable: boolean;
  /** Whether only some answers have it. */
  readonly optional: boolean;
  /** Words that the page and its rulings name as values. */
  readonly words: readonly string[];
  readonly rules: readonly FieldRule[];
  readonly holding: Holding | undefined;
  readonly members: readonly Field[];
  readonly place: Place;
  /** The fact itself, then the rulings on it. */
  readonly cites: readonly Citation[];
}

/** A rule on the value of a field, with its level and its sources. */
export interface FieldRule {
  readonly rule: Rule;
  readonly level: Level;
  readonly cites: readonly Citation[];
}

/** A field fact and its members, with the rulings and meanings on them. */
export function fieldOf(fact: FieldFact, notes: Notes): Field {
  const below = fact.id.replace(/^response\//, '');
  const rulings = notes.rulings.filter(({ on }) => on.some(one => one.slice(one.indexOf('/') + 1) === below));
  const valuesOf = (decision: string): readonly string[] =>
    rulings.filter(ruling => ruling.decision === decision).flatMap(({ values }) => values ?? []);
  const what = fact.name === '' ? 'the body' : `\`${fact.name}\``;
  const statement = `${what} is documented as ${fact.documentedType}`;
  return {
    id: fact.id,
    names: [fact.name, ...valuesOf('either-name')],
    documentedType: fact.documentedType,
    type: fact.type,
    nullable: rulings.some(({ decision }) => decision === 'nullable'),
    optional: rulings.some(({ decision }) => decision === 'optional' || decision === 'as-in-sibling'),
    words: [...fact.words, ...valuesOf('more-values')],
    rules: notes.meanings.filter(({ on }) => on === fact.id).map(meaning => fieldRule(meaning, fact, notes.file)),
    holding: holdingOf(fact),
    members: fact.members.map(member => fieldOf(member, notes)),
    place: fact.place,
    cites: [
      { source: fact.place.file, line: fact.place.line, clause: statement },
      ...rulings.flatMap(({ line, reason, cites = [] }) => [{ source: notes.file, line, clause: reason }, ...cites]),
    ],
  };
}

function holdingOf(fact: FieldFact): Holding | undefined {
  if (fact.members.length === 0) return undefined;
  if (fact.type === 'object') return 'object';
  return fact.type === 'array' ? 'list' : 'json-text';
}

function fieldRule(meaning: Meaning, fact: FieldFact, file: string): FieldRule {
  const { on, says, level = 'MUST', cites = [], line, ...rule } = meaning;
  return {
    rule,
    level,
    cites: [
      { source: fact.place.file, line: fact.place.line, clause: says },
      { source: file, line, clause: `${on} means ${rule.rule}` },
      ...cites,
    ],
  };
}

/** The names under which an object contains the field: every accepted spelling that is present. */
export function spellingsIn(field: Field, object: Readonly<Record<string, unknown>>): string[] {
  return field.names.filter(name => Object.hasOwn(object, name));
}
