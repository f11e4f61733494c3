import { typeWord } from '../checks/deviation.ts';
import { isObject } from '../text/json.ts';

/** A place at which answers have other JSON types. */
export interface ShapeChange {
  /** As deviations name it: `backup.links[].href`; `body` is a whole answer. */
  readonly place: string;
  /** All types there, in the order of their names: `null or string`; `absent` where some objects lack the member. */
  readonly before: string;
  readonly after: string;
}

/** Members of an object that are told apart: the keys of an object with more are data. */
const mostMembers = 100;

/** Characters of a member's name that are shown. */
const longestName = 100;

/**
 * Where the JSON types of two answers differ, or those of several answers together. What is below such a place is no
 * difference of its own, and neither are the items of lists that are all empty on one side. Takes values that are no deeper
 * than `readJson` lets them be.
 */
export const shapeChanges = (before: readonly unknown[], after: readonly unknown[]): ShapeChange[] =>
  changesAt('', before, after);

function changesAt(place: string, before: readonly unknown[], after: readonly unknown[]): ShapeChange[] {
  const [was, is] = [typesOf(before), typesOf(after)];
  if (was !== is) return [{ place: place === '' ? 'body' : place, before: was, after: is }];
  const [had, has] = [itemsOf(before), itemsOf(after)];
  const inItems = had.length > 0 && has.length > 0 ? changesAt(`${place}[]`, had, has) : [];
  return [...changesInMembers(place, before.filter(isObject), after.filter(isObject)), ...inItems];
}

function changesInMembers(
  place: string,
  before: readonly Readonly<Record<string, unknown>>[],
  after: readonly Readonly<Record<string, unknown>>[],
): ShapeChange[] {
  const names = new Set([...before, ...after].flatMap(object => Object.keys(object)));
  if (names.size > mostMembers) return [];
  return [...names].flatMap(name => {
    const step = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
    const values = (objects: typeof before): unknown[] =>
      objects.map(object => (Object.hasOwn(object, name) ? object[name] : undefined));
    return changesAt(place === '' ? step : `${place}.${step}`, values(before), values(after));
  });
}

const typesOf = (values: readonly unknown[]): string => [...new Set(values.map(typeWord))].sort().join(' or ');

const itemsOf = (values: readonly unknown[]): unknown[] => values.filter(Array.isArray).flat();
