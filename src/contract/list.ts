import type { QueryFact } from '../documentation/fact.ts';
import { type Body, contentField } from './body.ts';
import type { Citation } from './citation.ts';
import type { Contract, Count, ListRules, QueryParameter } from './contract.ts';
import type { Field } from './field.ts';
import type { ListRule, Meaning, Notes } from './notes.ts';

/** The meaning of one kind of rule. */
type MeaningOf<R extends ListRule['rule']> = Meaning & Extract<ListRule, { readonly rule: R }>;

/**
 * The rules on a list, from the meanings on its page; undefined for a page about one resource, and for a list of which no
 * meaning says by what its items are told apart.
 * @param operations the contracts of the operations that the meanings name
 */
export function listRules(
  { body, query }: { readonly body: Body; readonly query: readonly QueryFact[] },
  notes: Notes,
  operations: ReadonlyMap<string, Contract>,
): ListRules | undefined {
  const meanings = <R extends ListRule['rule']>(rule: R): MeaningOf<R>[] =>
    notes.meanings.filter((one): one is MeaningOf<R> => one.rule === rule);
  const fieldOn = ({ on }: Meaning): Field | undefined => fieldsIn(body.root).find(({ id }) => id === on);
  const [identifying] = meanings('identified-by');
  const identity = identifying && fieldOn(identifying);
  if (contentField(body).type !== 'array' || !identity) return undefined;

  const parameterOn = (meaning: Meaning, since?: string): (QueryParameter & Pick<QueryFact, 'words'>) | undefined => {
    const fact = query.find(({ id }) => id === meaning.on);
    if (!fact) return undefined;
    const documented = { source: fact.place.file, line: fact.place.line, clause: meaning.says };
    return { name: fact.name, since, words: fact.words, cites: [documented, ...citesOf(meaning, notes)] };
  };
  const parameter = (rule: 'limit' | 'offset' | 'marker'): QueryParameter | undefined =>
    meanings(rule).flatMap(one => parameterOn(one) ?? [])[0];
  const next = meanings('next-in')[0];
  const links = next && fieldOn(next);
  const [items] = meanings('items');
  const [shown] = meanings('shown-by');
  return {
    identity: identity.names[0],
    limit: parameter('limit'),
    offset: parameter('offset'),
    marker: parameter('marker') ?? markerIn(next, links, notes),
    next: links && { links, relation: next.relation, cites: [...links.cites, ...citesOf(next, notes)] },
    filters: meanings('filter').flatMap(one => {
      const own = parameterOn(one, one.since);
      return own ? { ...own, field: one.field, match: one.match } : [];
    }),
    count: countOf(meanings('count')[0]),
    shownBy: shown && operations.get(shown.operation),
    alsoIn: items?.['also-in'] === undefined ? undefined : operations.get(items['also-in']),
    cites: [...contentField(body).cites, ...(items ? citesOf(items, notes) : []), ...identity.cites.slice(0, 1)],
  };

  function countOf(meaning: MeaningOf<'count'> | undefined): Count | undefined {
    const field = meaning && fieldOn(meaning);
    const fact = meaning && query.find(({ name }) => name === meaning.parameter);
    if (!field || !fact) return undefined;
    const documented = { source: fact.place.file, line: fact.place.line, clause: fact.prose };
    const isOfAll = notes.rulings.some(
      ({ decision, on }) => decision === 'counts-all' && on.includes(countedId(field)),
    );
    return {
      field,
      parameter: { name: fact.name, since: meaning.since, cites: [documented, ...citesOf(meaning, notes)] },
      counts: isOfAll ? 'all' : 'answer',
      cites: [...field.cites, documented, ...citesOf(meaning, notes)],
    };
  }
}

/** The id of the contradiction that a count is not that of the items: `counted/count`. */
export const countedId = ({ id }: Pick<Field, 'id'>): string => id.replace(/^response/, 'counted');

/** A page that shows the marker only in the link to the next page documents it there. */
function markerIn(
  next: MeaningOf<'next-in'> | undefined,
  links: Field | undefined,
  notes: Notes,
): QueryParameter | undefined {
  if (next?.marker === undefined || !links) return undefined;
  return { name: next.marker, since: undefined, cites: [...links.cites.slice(0, 1), ...citesOf(next, notes)] };
}

const citesOf = ({ on, rule, line, cites = [] }: Meaning, { file }: Notes): Citation[] => [
  { source: file, line, clause: `${on} means ${rule}` },
  ...cites,
];

const fieldsIn = (field: Field): Field[] => [field, ...field.members.flatMap(fieldsIn)];
