import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import type { JsonObject } from '../text/json.ts';
import type { Assertion } from './check.ts';
import { memberPlace } from './instances.ts';
import type { Pair } from './pairs.ts';
import { memberLabel } from './resources.ts';
import { canonical, isSame } from './same-json.ts';
import { printable, valueText } from './value-text.ts';

/** How a listed item and the same resource as it is shown agree. */
export interface Agreement {
  readonly assertions: readonly Assertion[];
  /** Why it proves nothing, unless an assertion is broken; undefined: it proves something. */
  readonly reason?: string;
}

/**
 * Compares every member that both have. The resource was read between the two reads of the list. What these have differently
 * is left out: another check reports that.
 */
export function differences(
  { label, before, after }: Pair,
  shown: JsonObject,
  contract: Contract,
  shownBy: Contract,
): Agreement {
  const assertions = Object.keys(before).flatMap((name): Assertion[] => {
    const spelled = spellings(name, contract, shownBy).find(one => Object.hasOwn(shown, one));
    if (spelled === undefined || !isSame(before[name], after[name])) return [];
    return [
      agreement({ label, name, place: memberPlace(contentPath(contract.body), name) }, before[name], shown[spelled]),
    ];
  });
  return assertions.length > 0
    ? { assertions }
    : { assertions, reason: `${label} has nothing that ${shownBy.name} also shows` };
}

/** The names under which a member may stand: its own first, and those that a page or a ruling accepts for the same field. */
function spellings(name: string, ...contracts: readonly Contract[]): string[] {
  const fields = contracts.flatMap(({ body }) => contentField(body).members);
  return [name, ...fields.filter(({ names }) => names.includes(name)).flatMap(({ names }) => names)];
}

function agreement(
  { label, name, place }: { readonly label: string; readonly name: string; readonly place: string },
  listed: unknown,
  shown: unknown,
): Assertion {
  const [onlyListed, onlyShown] = [without(listed, shown), without(shown, listed)];
  const isAlike = Array.isArray(listed) && Array.isArray(shown) ? isSameSet(listed, shown) : isSame(listed, shown);
  return {
    title: memberLabel({ label }, name),
    expected: onlyListed ?? valueText(listed),
    actual: onlyShown ?? valueText(shown),
    deviations: isAlike ? [] : [{ place, kind: 'contradiction', expected: 'same', got: 'other' }],
  };
}

/** Two lists have the same entries. No page says that their order means anything. */
const isSameSet = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  isSame(one.map(canonical).sort(), other.map(canonical).sort());

/** The first entry of a list that another list lacks, as text; undefined for anything else. */
function without(list: unknown, other: unknown): string | undefined {
  if (!Array.isArray(list) || !Array.isArray(other)) return undefined;
  const known = new Set(other.map(canonical));
  const entry: unknown = list.find(one => !known.has(canonical(one)));
  return entry === undefined ? undefined : printable(JSON.stringify(entry));
}
