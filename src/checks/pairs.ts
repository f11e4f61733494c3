import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../text/json.ts';
import { byIdentity, placedResources } from './resources.ts';

/** A resource as two answers have it. */
export interface Pair {
  /** Where it is in the first answer, for people: empty for the only resource. */
  readonly label: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/**
 * The resources that both answers have: the only one, or those items that both list. An item that an answer lists twice is
 * left out, for it has nothing certain to compare with.
 */
export function pairsIn(first: unknown, second: unknown, contract: Contract): Pair[] {
  if (!contract.list) {
    const [[one], [other]] = [placedResources(first, contract.body), placedResources(second, contract.body)];
    return one && other ? [{ label: one.label, before: one.resource, after: other.resource }] : [];
  }
  const later = byIdentity(second, contract);
  return [...byIdentity(first, contract)].flatMap(([identity, before]): Pair[] => {
    const [one, ...twice] = before;
    const [other, ...again] = later.get(identity) ?? [];
    if (!one || !other || twice.length + again.length > 0) return [];
    return [{ label: one.label, before: one.resource, after: other.resource }];
  });
}
