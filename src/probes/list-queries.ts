import { contentName } from '../contract/body.ts';
import type { Contract, Filter, ListRules } from '../contract/contract.ts';
import { fillPath, isProject, isSegment, parametersIn, subjectParametersIn } from '../contract/path.ts';
import type { JsonObject } from '../text/json.ts';
import { mostItems, type PartOfList } from './list-slots.ts';

/** The query of a request, and the version of the API that it needs. */
export interface Query {
  readonly parameters: Readonly<Record<string, string>>;
  readonly since?: string;
}

/** A request that the items leave no sense in, as a reason. */
export interface Senseless {
  readonly reason: string;
}

/** How many pages the items are divided into. */
const pages = 4;

/**
 * The query for a part of a list.
 * @param items those that the list has, with all that is known of them
 */
export function queryFor(query: PartOfList, contract: Contract, items: readonly JsonObject[]): Query | Senseless {
  const { list } = contract;
  if (!list) return { reason: 'the page says nothing about the list' };
  if (query.asks === 'count') return countQuery(list);
  if (query.asks === 'after offset') {
    return tooFew(contract, items) ?? { parameters: { [list.offset?.name ?? '']: String(partOf(items)) } };
  }
  const filter = list.filters.find(({ name }) => name === query.parameter);
  if (!filter) return { reason: `the page has no filter ${query.parameter}` };
  return query.asks === 'matches' ? matching(filter, contract, items) : notMatching(filter, items);
}

/** The query for the first page of a walk: a quarter of the items in the commonest state. */
export function walkQuery(contract: Contract, items: readonly JsonObject[]): Query | Senseless {
  const { list } = contract;
  const few = tooFew(contract, items);
  if (!list?.limit || few) return few ?? { reason: 'the page has no limit' };
  const { walked, filter } = walkedItems(list, items);
  return { parameters: { [list.limit.name]: String(partOf(walked)), ...filter } };
}

/** How many pages a walk reads where every page is as large as it is asked for. */
export function pagesOfWalk(contract: Contract, items: readonly JsonObject[]): number {
  const { list } = contract;
  if (!list || 'reason' in walkQuery(contract, items)) return 0;
  const { walked } = walkedItems(list, items);
  return Math.ceil(walked.length / partOf(walked));
}

/** The items that a walk should meet, and the query that leaves them. */
function walkedItems(list: ListRules, items: readonly JsonObject[]): Walked {
  const state = stateFilter(list);
  const [commonest] = state ? groupsOf(items, state.field) : [];
  // Of a state that only one item has there is no second page.
  const isWorthIt = state && commonest && commonest.items.length > 1;
  return isWorthIt
    ? { walked: commonest.items, filter: { [state.name]: commonest.value } }
    : { walked: items, filter: {} };
}

interface Walked {
  readonly walked: readonly JsonObject[];
  readonly filter: Query['parameters'];
}

/** The items that are read one by one: in different states, as far as there are any. */
export function chosenItems({ list }: Contract, items: readonly JsonObject[]): JsonObject[] {
  const field = list && stateFilter(list)?.field;
  const firsts = field === undefined ? [] : groupsOf(items, field).flatMap(group => group.items.slice(0, 1));
  return [...new Set([...firsts, ...items])].slice(0, mostItems);
}

/** The path by which the operation that shows an item is asked for it; undefined where no path can name the item. */
export function itemPath(shownBy: Contract, id: string, project: string): string | undefined {
  if (!isSegment(id)) return undefined;
  const [subject] = subjectParametersIn(shownBy.operation.path);
  const values = parametersIn(shownBy.operation.path).map((name): [string, string] => [
    name,
    isProject(name) ? project : name === subject ? id : '',
  ]);
  return fillPath(shownBy.operation.path, Object.fromEntries(values));
}

/** The filter by a state: the first one whose values the page documents. */
const stateFilter = ({ filters }: ListRules): Filter | undefined =>
  filters.find(({ match, words }) => match === 'exact' && words.length > 0);

const partOf = ({ length }: readonly JsonObject[]): number => Math.ceil(length / pages);

function tooFew({ body }: Contract, items: readonly JsonObject[]): Senseless | undefined {
  const content = contentName(body);
  const many = items.length === 1 ? 'one item' : 'no items';
  return items.length > 1
    ? undefined
    : { reason: `the list has ${many}, and pages need two or more; create more ${content} in the project` };
}

function countQuery({ count, limit }: ListRules): Query | Senseless {
  if (!count) return { reason: 'the page has no count' };
  const { name, since } = count.parameter;
  const parameters = { ...(limit ? { [limit.name]: '1' } : {}), [name]: 'true' };
  return { parameters, ...(since === undefined ? {} : { since }) };
}

function matching(filter: Filter, { body }: Contract, items: readonly JsonObject[]): Query | Senseless {
  const { name, field, match, since } = filter;
  const groups = groupsOf(items, field).sort((one, other) => spread(one, items) - spread(other, items));
  const [group] = groups;
  if (!group) {
    return { reason: `none of the ${contentName(body)} has a ${field} that every service compares in the same way` };
  }
  const value = match === 'exact' ? group.value : telling(groups.flatMap(partsOf), field, items);
  return { parameters: { [name]: value }, ...(since === undefined ? {} : { since }) };
}

/** What a filter by a part of a value may ask for: a half of it. All of it would not show that a part is enough. */
function partsOf({ value }: Group): string[] {
  const middle = Math.ceil(value.length / 2);
  const halves = [value.slice(0, middle).trim(), value.slice(middle).replace(/^[ .-]+/, '')];
  return [...halves.filter(half => half !== ''), value];
}

/** The first of some parts that not every item contains, however its service compares; the first one if there is none. */
function telling(parts: readonly string[], field: string, items: readonly JsonObject[]): string {
  const others = items.map(({ [field]: value }) => (typeof value === 'string' ? value.toLowerCase() : ''));
  const [first = ''] = parts;
  return parts.find(part => others.some(other => !other.includes(part.toLowerCase()))) ?? first;
}

/** A value that all items have shows less than one that only some have. */
const spread = (group: Group, items: readonly JsonObject[]): number => (group.items.length === items.length ? 1 : 0);

function notMatching({ name, field, words, since }: Filter, items: readonly JsonObject[]): Query | Senseless {
  const value = words.find(word => !items.some(item => item[field] === word));
  if (value === undefined) return { reason: `every documented ${field} is there` };
  return { parameters: { [name]: value }, ...(since === undefined ? {} : { since }) };
}

/** The items that have a value, for each value: the commonest first. */
interface Group {
  readonly value: string;
  readonly items: readonly JsonObject[];
}

/** A URL with a value of this length is short enough for every server. */
const longestValue = 1000;

/**
 * Other characters may be patterns or operators to a service, such as `%`, `_`, `in:a,b`; and it may trim a value that ends
 * with a space.
 */
const isPlain = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= longestValue &&
  /^[A-Za-z0-9][A-Za-z0-9 .-]*$/.test(value) &&
  !value.endsWith(' ');

function groupsOf(items: readonly JsonObject[], field: string): Group[] {
  const groups = new Map<string, JsonObject[]>();
  for (const item of items) {
    const value = item[field];
    if (isPlain(value)) groups.set(value, [...(groups.get(value) ?? []), item]);
  }
  const all = Array.from(groups, ([value, own]): Group => ({ value, items: own }));
  return all.sort((one, other) => other.items.length - one.items.length);
}
