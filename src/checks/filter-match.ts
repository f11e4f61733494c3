import { contentField } from '../contract/body.ts';
import type { Contract, Filter, ListRules } from '../contract/contract.ts';
import type { JsonObject } from '../text/json.ts';
import type { Check } from './check.ts';
import type { KnownItems } from './known-items.ts';
import type { ListPart } from './list-parts.ts';

/** A filter with the value that a request gave it. */
export interface AskedFilter extends Filter {
  readonly wanted: string;
}

/** The filters that a request had. */
export const askedFilters = ({ asked }: Pick<ListPart, 'asked'>, { filters }: ListRules): AskedFilter[] =>
  filters.flatMap(filter => {
    const wanted = asked.get(filter.name);
    return wanted === null ? [] : [{ ...filter, wanted }];
  });

/** Whether an item fits a filter. `alike`: to some databases only, which ignore case and accents. `unknown`: its value is. */
export type Fit = 'yes' | 'no' | 'alike' | 'unknown';

/** Whether an item fits a filter, by the value of its field. */
export function fitOf({ match, wanted, field }: AskedFilter, item: JsonObject): Fit {
  const value = item[field];
  if (value === undefined) return 'unknown';
  if (value === null || typeof value === 'object') return 'no';
  const [text, compare] = [String(value), match === 'exact' ? isSame : contains];
  if (compare(text, wanted)) return 'yes';
  return compare(folded(text), folded(wanted)) ? 'alike' : 'no';
}

/** Whether an item fits all of some filters. */
export function fitOfAll(filters: readonly AskedFilter[], item: JsonObject): Fit {
  const fits = filters.map(filter => fitOf(filter, item));
  return (['no', 'unknown', 'alike'] as const).find(fit => fits.includes(fit)) ?? 'yes';
}

/** All that is known of an item: by the plain reads, or by an answer that has it. */
export const knownOf = ({ items }: KnownItems, identity: string, own: JsonObject): JsonObject => ({
  ...own,
  ...items.get(identity),
});

const isSame = (text: string, wanted: string): boolean => text === wanted;
const contains = (text: string, wanted: string): boolean => text.includes(wanted);

/** As databases compare whose collation ignores case, accents and space at the end. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').trimEnd().toLowerCase();

/** The plain reads of the list that shows the fields of these filters, where this one does not show all of them. */
export function readsFor(filters: readonly Filter[], { body, list }: Contract): Pick<Check, 'reads'> {
  const own = contentField(body).members.map(({ names }) => names[0]);
  const isOwn = filters.every(({ field }) => own.includes(field));
  return isOwn || !list?.alsoIn ? {} : { reads: [list.alsoIn.name] };
}
