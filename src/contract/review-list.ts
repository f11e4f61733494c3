import { contentFact, contentValue } from '../documentation/body-fact.ts';
import type { Contradiction } from '../documentation/contradictions.ts';
import type { BodyFact, Facts } from '../documentation/fact.ts';
import type { Witness } from '../documentation/witness.ts';
import { isObject } from '../text/json.ts';
import { countedId } from './list.ts';
import type { Meaning, Notes } from './notes.ts';
import { documentedFields, namedOperations, namedSiblings, type Siblings } from './siblings.ts';
import { isOlder } from './version.ts';

/** Where the count in an answer is not that of the answer's items, as the prose says. */
export function countDeviations(body: BodyFact, witness: Witness, notes: Notes): Contradiction[] {
  const { value } = witness;
  const items = contentValue(body, value);
  return notes.meanings.flatMap((meaning): Contradiction[] => {
    const field = meaning.rule === 'count' ? documentedFields(body).find(({ id }) => id === meaning.on) : undefined;
    if (!field || !isObject(value) || !Array.isArray(items) || !Object.hasOwn(value, field.name)) return [];
    const count = value[field.name];
    if (count === items.length) return [];
    const statement = `\`${field.name}\` is documented as "${field.prose}", but the answer has ${JSON.stringify(count)} for ${items.length}`;
    const places = [field.place, witness.placeOf(`/${field.name}`)] as const;
    return [{ id: countedId(field), statement, places, field: field.id, seen: [] }];
  });
}

/** What the meanings on a list name and no page has: fields, parameters, operations; and versions that are left out. */
export function listProblems(facts: Facts, notes: Notes, siblings: Pick<Siblings, 'facts'>): string[] {
  const lost = [...namedSiblings(notes)].filter(([name]) => !siblings.facts.has(name));
  const also = notes.meanings.filter(({ rule }) => rule === 'items').flatMap(namedOperations);
  const bodies = [facts, ...also.flatMap(name => siblings.facts.get(name) ?? [])].map(({ body }) => body);
  const fields = new Set(bodies.flatMap(body => contentFact(body).members).map(({ name }) => name));
  return [
    ...lost.map(
      ([name, line]) => `${notes.file}:${line}: there is no page "${name}" in the same folder; correct the name.`,
    ),
    ...notes.meanings.flatMap(meaning => lostName(meaning, facts, fields, notes.file)),
    ...notes.meanings.flatMap(meaning => undated(meaning, facts, notes.file)),
  ];
}

function lostName(meaning: Meaning, { query }: Facts, fields: ReadonlySet<string>, file: string): string[] {
  if (meaning.rule === 'filter' && !fields.has(meaning.field)) {
    return [`${file}:${meaning.line}: the filter names "${meaning.field}", but no item has such a field; correct it.`];
  }
  if (meaning.rule === 'count' && !query.some(({ name }) => name === meaning.parameter)) {
    return [
      `${file}:${meaning.line}: the count names "${meaning.parameter}", which is no parameter of the query; correct it.`,
    ];
  }
  return [];
}

/** A parameter that the page dates is asked for with that version or a later one, so the meaning has to say which. */
function undated(meaning: Meaning, { query }: Facts, file: string): string[] {
  const name = meaning.rule === 'count' ? meaning.parameter : meaning.on.replace(/^request\//, '');
  const fact = query.find(one => one.name === name);
  if (!fact?.since || (meaning.rule !== 'filter' && meaning.rule !== 'count')) return [];
  if (meaning.since !== undefined && !isOlder(meaning.since, fact.since)) return [];
  return [
    `${file}:${meaning.line}: the page has "${name}" since version ${fact.since} (${fact.place.file}:${fact.place.line}); set "since" to that version or a later one.`,
  ];
}
