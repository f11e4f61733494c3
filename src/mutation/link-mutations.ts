import type { Contract } from '../contract/contract.ts';
import { ownLinks } from '../probes/link-slots.ts';
import { capitalized } from '../text/capitalized.ts';
import { inLastRead, inReads } from './change.ts';
import { eachPlace } from './item-places.ts';
import { hasRelation, type LinksChange, withEach, withFurther, withLinks } from './links.ts';
import type { Mutation } from './mutant.ts';

/** The relations that lead to the resource itself. */
export const ownRelations = ['self', 'bookmark'] as const;

/** Links missing, there twice, or with relations that nobody documented or registered. */
export function linkMutations(contract: Contract): Mutation[] {
  if (!ownLinks(contract)) return [];
  const mutation = (what: string, breaks: string, change: LinksChange, where = inReads): Mutation[] =>
    eachPlace(contract).map(([place, there]) => ({
      name: `links${place}: ${what}`,
      kind: 'links',
      breaks: `links/${breaks}`,
      make: where(there(withLinks(contract, change))),
    }));
  return [
    ...ownRelations.flatMap(rel => [
      ...mutation(`${rel} missing`, `${rel}/once`, missing(rel)),
      ...mutation(`${rel} missing in the second read`, `${rel}/once`, missing(rel), inLastRead),
      ...mutation(`${rel} twice`, `${rel}/once`, withFurther(rel, rel)),
      ...mutation(`${rel} in capitals`, `${rel}/once`, respelled(rel, rel.toUpperCase())),
      ...mutation(`${rel} capitalized`, 'relation-types', respelled(rel, capitalized(rel))),
      ...mutation(`none at all, not even ${rel}`, `${rel}/once`, () => []),
    ]),
    ...mutation('an unknown relation', 'relation-types', withFurther('sideways', 'self')),
    ...mutation('an empty relation', 'relation-types', withFurther('', 'self')),
  ];
}

const missing =
  (rel: string): LinksChange =>
  items =>
    items.filter(item => !hasRelation(rel)(item));

const respelled = (rel: string, spelled: string): LinksChange => withEach(rel, link => ({ ...link, rel: spelled }));
