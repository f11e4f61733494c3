import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { fillPath } from '../contract/path.ts';
import type { Assertion } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { askedPaths, leadsTo, withoutVersion } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf } from './link-reads.ts';
import { inRead } from './reads.ts';
import { registeredRelationTypes } from './relation-types.ts';
import { shown } from './shown.ts';

/** There is exactly one link with this relation. */
export function once(rel: string): LinkJudge {
  return reads =>
    judged(
      reads.map(({ read, links }): Assertion => {
        const count = links.filter(link => link.rel === rel).length;
        return {
          title: inRead(`links with rel "${rel}"`, read),
          expected: '1',
          actual: String(count),
          holds: count === 1,
        };
      }),
      namesOf(reads),
    );
}

/** `self` names the address that was asked. */
export function selfTarget(contract: Contract): LinkJudge {
  return (reads, { recording, parameters }) => {
    const found = reads.flatMap(one =>
      one.links.filter(({ rel }) => rel === 'self').map(({ href }) => ({ read: one.read, href })),
    );
    if (found.length === 0) return unproven('there is no self link', namesOf(reads));
    const paths = askedPaths(contract, parameters);
    return judged(
      found.map(({ read, href }): Assertion => {
        const expected = `a URL that ends with ${paths.join(' or ')}`;
        return {
          title: inRead('self', read),
          expected,
          actual: shown(href),
          holds: leadsTo(href, paths, recording.target),
        };
      }),
      namesOf(reads),
    );
  };
}

/** `bookmark` is `self` without its version, to the letter. */
export function bookmarkTarget(contract: Contract): LinkJudge {
  return (reads, { parameters }) => {
    const bare = fillPath(contract.operation.path, parameters).replace(/^\/[^/]+/, '');
    const assertions = reads.flatMap((one): Assertion[] => {
      const bookmark = linkOf(one, 'bookmark');
      const self = linkOf(one, 'self');
      if (!bookmark || !self) return [];
      const expected = withoutVersion(self.href, bare);
      return [
        {
          title: inRead('bookmark', one.read),
          expected: expected === undefined ? `the self link without a version before ${bare}` : shown(expected),
          actual: shown(bookmark.href),
          holds: bookmark.href === expected,
        },
      ];
    });
    return assertions.length > 0
      ? judged(assertions, namesOf(reads))
      : unproven('there is no pair of self and bookmark', namesOf(reads));
  };
}

/** Relation types are registered, documented, or URIs (RFC 8288, section 2.1). */
export function relationTypes(relation: Field): LinkJudge {
  const known = (rel: string): boolean => registeredRelationTypes.has(rel) || relation.words.includes(rel);
  return reads => {
    const all = reads.flatMap(({ read, links }) => links.map(({ rel }) => ({ read, rel })));
    if (all.length === 0) return unproven('there are no links', namesOf(reads));
    return judged(
      all.map(({ read, rel }): Assertion => {
        const isExtension = /^[a-z][a-z0-9+.-]*:\S+$/.test(rel);
        return {
          title: inRead('rel', read),
          expected: 'a registered or documented relation type, or a URI',
          actual: shown(rel),
          holds: known(rel) || isExtension,
        };
      }),
      namesOf(reads),
    );
  };
}
