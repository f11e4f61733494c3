import { isObject, pointerStep } from '../text/json.ts';
import { contentFact, contentValue, elsewhereIn, withOtherPlaces } from './body-fact.ts';
import type { Facts, FieldFact, JsonType } from './fact.ts';
import type { Place } from './page.ts';
import type { Witness } from './witness.ts';

/**
 * Two statements that cannot both be true. `id` names what is contradicted and how (`null/description`,
 * `name/<documented>`). The example and every observation with the same deviation give the same id.
 */
export interface Contradiction {
  readonly id: string;
  readonly statement: string;
  /** First the fact, then what contradicts it. */
  readonly places: readonly [Place, Place];
  /** The field that the contradiction is about; undefined for one that the page does not document. */
  readonly field?: string;
  /** What was seen instead: values, another spelling, a version segment, the name of an undocumented field. */
  readonly seen: readonly string[];
}

/** All contradictions of the page: between its tables, and between its tables and its example. */
export function contradictionsOf(facts: Facts): Contradiction[] {
  const tables = allFields(facts.body.root).filter(isTextWithMembers).map(textWithMembers);
  return unique([...tables, ...deviationsOf(facts, facts.example)]);
}

/**
 * Where an answer (the example or an observation) differs from the facts: nulls, other types, other names, fields in
 * another place, missing and undocumented fields, values that are not among the documented words, links with
 * another version.
 */
export function deviationsOf(facts: Facts, witness: Witness): Contradiction[] {
  const content = contentFact(facts.body);
  const value = contentValue(facts.body, witness.value);
  if (!hasType(value, content.type)) {
    const what = content.name === '' ? 'the body' : `"${content.name}"`;
    const documented = content.name === '' ? content.documentedType : 'the outermost field';
    const statement = `${what} is documented as ${documented}, but the answer has ${value === undefined ? 'none' : 'another'}`;
    return [{ id: 'envelope', statement, places: [content.place, witness.placeOf('')], field: content.id, seen: [] }];
  }
  const version = /^\/(v\d[^/]*)\//.exec(facts.operation.path)?.[1];
  const elsewhere = elsewhereIn(facts.body, witness.value);
  const { root } = withOtherPlaces(facts.body, new Set(elsewhere.map(({ field }) => field.id)));
  const misplaced = elsewhere.map(({ field, documented, pointer }): Contradiction => {
    const other = documented === 'in the resource' ? 'next to the envelope' : 'in the resource';
    return {
      id: `place/${belowResponse(field)}`,
      statement: `\`${field.name}\` is documented ${documented}, but the answer has it ${other}`,
      places: [field.place, witness.placeOf(pointer)],
      field: field.id,
      seen: [],
    };
  });
  return unique([...misplaced, ...ofField(root, witness.value, '')]);

  /** A field without documented members may have any. */
  function ofObject(parent: FieldFact, value: unknown, pointer: string): Contradiction[] {
    if (!isObject(value) || parent.members.length === 0) return [];
    const documented = parent.members.filter(member => Object.hasOwn(value, member.name));
    const missing = parent.members.filter(member => !Object.hasOwn(value, member.name));
    const extra = Object.keys(value).filter(name => !parent.members.some(member => member.name === name));
    const renamed = new Map(missing.map(field => [field, extra.filter(name => shareNamespace(name, field.name))]));
    const claimed = new Set([...renamed.values()].flat());
    return [
      ...documented.flatMap(field => ofField(field, value[field.name], `${pointer}/${pointerStep(field.name)}`)),
      ...missing.map(field => ofMissing(field, renamed.get(field) ?? [], pointer)),
      ...extra.filter(name => !claimed.has(name)).map(name => ofUndocumented(parent, name, pointer)),
    ];
  }

  function ofField(field: FieldFact, value: unknown, pointer: string): Contradiction[] {
    const places = [field.place, witness.placeOf(pointer)] as const;
    const found = (kind: string, statement: string, ...seen: string[]): Contradiction => ({
      id: `${kind}/${belowResponse(field)}`,
      statement: `\`${field.name}\` ${statement}`,
      places,
      field: field.id,
      seen,
    });
    if (value === null) return [found('null', `is documented as ${field.documentedType}, but the answer has null`)];
    if (!hasType(value, field.type)) {
      return [found('type', `is documented as ${field.documentedType}, but the answer has ${JSON.stringify(value)}`)];
    }
    if (Array.isArray(value)) return value.flatMap((item, index) => ofObject(field, item, `${pointer}/${index}`));
    if (isObject(value)) return ofObject(field, value, pointer);
    const text = String(value);
    const words = field.words.length > 0 && !field.words.includes(text);
    const other = version && isUrl(text) ? otherVersion(text, version) : undefined;
    return [
      ...(words
        ? [found('values', `is documented with ${quoted(field.words)}, but the answer has "${text}"`, text)]
        : []),
      ...(other ? [found('version', `has /${other}/ on a page about /${version}/`, other)] : []),
    ];
  }

  function ofMissing(field: FieldFact, otherNames: readonly string[], pointer: string): Contradiction {
    const below = belowResponse(field);
    const [other] = otherNames;
    if (other === undefined) {
      const statement = `\`${field.name}\` is documented, but the answer does not have it`;
      return {
        id: `absent/${below}`,
        statement,
        places: [field.place, witness.placeOf(pointer)],
        field: field.id,
        seen: [],
      };
    }
    const statement = `\`${field.name}\` is documented, but the answer has \`${other}\` instead`;
    const places = [field.place, witness.placeOf(`${pointer}/${pointerStep(other)}`)] as const;
    return { id: `name/${below}`, statement, places, field: field.id, seen: [other] };
  }

  function ofUndocumented(parent: FieldFact, name: string, pointer: string): Contradiction {
    const places = [parent.place, witness.placeOf(`${pointer}/${pointerStep(name)}`)] as const;
    return {
      id: `undocumented/${name}`,
      statement: `\`${name}\` is not documented, but the answer has it`,
      places,
      seen: [name],
    };
  }
}

const isTextWithMembers = (field: FieldFact): boolean =>
  field.type !== 'object' && field.type !== 'array' && field.members.length > 0;

function textWithMembers(field: FieldFact): Contradiction {
  const members = quoted(field.members.map(member => member.name));
  return {
    id: `members/${belowResponse(field)}`,
    statement: `\`${field.name}\` is documented as ${field.documentedType} and as an object with ${members}`,
    places: [field.place, field.membersPlace ?? field.place],
    field: field.id,
    seen: [],
  };
}

const allFields = (field: FieldFact): FieldFact[] => [field, ...field.members.flatMap(allFields)];

/** The field's id below the response: `links/item/href`. */
const belowResponse = ({ id }: FieldFact): string => id.replace(/^response\//, '');

/** The same contradiction in several items of a list counts as one, with everything that was seen. */
function unique(all: readonly Contradiction[]): Contradiction[] {
  const byId = new Map<string, Contradiction>();
  for (const one of all) {
    const before = byId.get(one.id);
    byId.set(one.id, before ? { ...before, seen: [...new Set([...before.seen, ...one.seen])] } : one);
  }
  return [...byId.values()];
}

/** `os-backup-project-attr:tenant_id` and `…:project_id` share a namespace: one name in two spellings. */
function shareNamespace(one: string, other: string): boolean {
  const namespace = /^(.+:)[^:]+$/;
  const left = namespace.exec(one)?.[1];
  return left !== undefined && left === namespace.exec(other)?.[1];
}

/** Whether a JSON value is of a documented type; a number without fraction is an integer (JSON Schema 2020-12, 6.1.1). */
export function hasType(value: unknown, type: JsonType): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

const isUrl = (text: string): boolean => /^https?:\/\//i.test(text);

function otherVersion(url: string, version: string): string | undefined {
  const segment = /^https?:\/\/[^/]+(?:\/[^/]+)*?\/(v\d+(?:\.\d+)?)\//i.exec(url)?.[1];
  return segment === version ? undefined : segment;
}

const quoted = (words: readonly string[]): string => words.map(word => `"${word}"`).join(', ');
