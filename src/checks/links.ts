import { isOneResource } from '../contract/body.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { ownLinks } from '../probes/link-slots.ts';
import type { Check } from './check.ts';
import { operationCited } from './citations.ts';
import { followedFurther, followedSelf } from './followed-links.ts';
import { placeOf } from './instances.ts';
import { meaningCited, relationFields } from './link-fields.ts';
import { inLinks } from './link-reads.ts';
import { bookmarkTarget, once, relationTypes, selfOrigin, selfTarget } from './link-rules.ts';
import { rulesOf } from './rule.ts';

/**
 * The rules on links of a resource to itself: of the only one, or of each item of a list. Empty when no field of the page
 * means such links. Where no page says at which path an item is shown, nothing tells what its links should lead to.
 */
export function linkChecks(contract: Contract): Check[] {
  const links = ownLinks(contract);
  if (!links) return [];
  const rule = rulesOf(contract, 'links');
  const cites = meaningCited(links);
  const { inEach, ofEach, path, isKnown, shownBy } = wordsFor(contract);
  const addressed = (check: Check): Check[] => (isKnown ? [check] : []);
  return [
    rule({
      id: 'links/self/once',
      level: 'MUST',
      title: `there is exactly one self link${inEach}`,
      fails: 'no self link, or several',
      cites,
      judge: inLinks(contract, links, once('self')),
    }),
    ...addressed(
      rule({
        id: 'links/self/target',
        level: 'MUST',
        title: `the self link${ofEach} has ${path}, with the prefix of the endpoint`,
        fails: 'a self link with another project, another id, another path, or without the prefix',
        cites: [...cites, ...shownBy],
        judge: inLinks(contract, links, selfTarget(contract)),
      }),
    ),
    rule({
      id: 'links/self/origin',
      level: 'SHOULD',
      title: `the self link${ofEach} has the scheme, host and port that were asked`,
      fails: 'a self link with another scheme, host or port, which a client cannot follow',
      cites,
      judge: inLinks(contract, links, selfOrigin),
    }),
    ...followedSelf(contract),
    rule({
      id: 'links/bookmark/once',
      level: 'MUST',
      title: `there is exactly one bookmark link${inEach}`,
      fails: 'no bookmark link, or several',
      cites,
      judge: inLinks(contract, links, once('bookmark')),
    }),
    ...addressed(
      rule({
        id: 'links/bookmark/target',
        level: 'MUST',
        title: `the bookmark link${ofEach} is the self link without the version`,
        fails: 'a bookmark link with a version, or with any other difference from the self link',
        cites: [...cites, ...shownBy],
        judge: inLinks(contract, links, bookmarkTarget),
      }),
    ),
    ...followedFurther(contract),
    ...relationFields(links).map(relation =>
      rule({
        id: 'links/relation-types',
        level: 'SHOULD',
        title: 'every relation type is in lower case, and registered with IANA or documented',
        fails: 'an unknown relation type, or capital letters in one',
        cites: [
          ...meaningCited(relation),
          { source: 'RFC 8288', clause: 'section 2.1.1: registered relation types; compared in lower case' },
        ],
        judge: inLinks(
          contract,
          links,
          relationTypes(relation, placeOf([...contentPath(contract.body), links, relation])),
        ),
      }),
    ),
  ];
}

/** What the rules say of the links: of an only resource, which was asked for at its path, or of items. */
interface LinkWords {
  readonly inEach: string;
  readonly ofEach: string;
  /** Which path the resource has. */
  readonly path: string;
  /** Whether a page says which path that is. */
  readonly isKnown: boolean;
  /** Where it says so of items. */
  readonly shownBy: readonly Citation[];
}

function wordsFor({ body, list }: Contract): LinkWords {
  if (isOneResource(body)) return { inEach: '', ofEach: '', path: 'the requested path', isKnown: true, shownBy: [] };
  const shownBy = list?.shownBy ? [operationCited(list.shownBy)] : [];
  return {
    inEach: ' in each item',
    ofEach: ' of each item',
    path: 'the path at which the item is shown',
    isKnown: shownBy.length > 0,
    shownBy,
  };
}
