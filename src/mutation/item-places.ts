import { type Body, contentField, contentIn } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath, type FieldPath } from '../contract/field-path.ts';
import { jsonValue } from '../recording/response-json.ts';
import { type Alteration, withJsonChanged } from './alterations.ts';
import { inOnePage, inReads, type Make } from './change.ts';
import { withFieldValue } from './field-places.ts';

/** Where in a list something is broken for one item only. */
export const itemPlaces = ['first', 'middle', 'last'] as const;
export type ItemPlace = (typeof itemPlaces)[number];

/** The index of the item at this place; undefined where the list is too short to have such an item besides others. */
export function indexAt(place: ItemPlace, { length }: readonly unknown[]): number | undefined {
  const [index, least] = { first: [0, 1], middle: [Math.floor(length / 2), 3], last: [length - 1, 2] }[place] as [
    number,
    number,
  ];
  return length < least ? undefined : index;
}

/** The item at this place. */
export function itemAt<T>(place: ItemPlace, items: readonly T[]): T | undefined {
  const index = indexAt(place, items);
  return index === undefined ? undefined : items[index];
}

/** The items with one more at this place. */
export const withOneAt = <T>(place: ItemPlace, items: readonly T[], one: T): T[] =>
  items.toSpliced({ first: 0, middle: Math.ceil(items.length / 2), last: items.length }[place], 0, one);

/** The items without the one at this place. */
export function withoutOneAt<T>(place: ItemPlace, items: readonly T[]): readonly T[] {
  const index = indexAt(place, items);
  return index === undefined ? items : items.toSpliced(index, 1);
}

/** Answered with another list of items. */
export function withList(body: Body, change: (items: readonly unknown[]) => readonly unknown[]): Alteration {
  const changed = (value: unknown): unknown => (Array.isArray(value) ? change(value) : value);
  return body.envelope ? withFieldValue(contentPath(body), changed) : withJsonChanged(changed);
}

/** The same alteration for the item at this place only. */
export const inItem =
  (body: Body, place: ItemPlace, alteration: Alteration): Alteration =>
  exchange => {
    const { response } = alteration(exchange);
    const items = response && contentIn(body, jsonValue(response));
    if (!Array.isArray(items)) return exchange;
    const index = indexAt(place, items);
    return withList(body, before => before.map((item: unknown, at) => (at === index ? (items[at] as unknown) : item)))(
      exchange,
    );
  };

/** An alteration as it is, and in a list with rules also for one item only: with words for where it is made. */
export const eachPlace = ({
  body,
  list,
}: Contract): readonly (readonly [where: string, (of: Alteration) => Alteration])[] => [
  ['', alteration => alteration],
  ...(list ? itemPlaces : []).map(
    place => [` of the ${place} item`, (alteration: Alteration) => inItem(body, place, alteration)] as const,
  ),
];

/** An alteration of a field in one place of a list only: in one item, if items have the field, or on one page. */
export function onlyThere(
  { body, list }: Contract,
  path: FieldPath,
  alteration: Alteration,
): readonly (readonly [where: string, make: Make])[] {
  if (!list) return [];
  const places = path.includes(contentField(body)) ? itemPlaces : [];
  return [
    ...places.map(place => [`in the ${place} item`, inReads(inItem(body, place, alteration))] as const),
    ['on one page', inOnePage(alteration)],
  ];
}
