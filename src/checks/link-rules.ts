import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import type { Assertion, Judgement } from './check.ts';
import { countWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { inVersions, leadsTo, prefixed, unversioned, withoutVersion } from './link-addresses.ts';
import { inResource, type LinkedResource, type LinkJudge, linkOf, namesOf } from './link-reads.ts';
import { registeredRelationTypes } from './relation-types.ts';
import { valueText } from './value-text.ts';

/** Each resource has exactly one link with this relation. */
export const once =
  (rel: string): LinkJudge =>
  resources => {
    const assertions = resources.map((one): Assertion => {
      const count = one.links.filter(link => link.rel === rel).length;
      return {
        title: inResource(`links with rel "${rel}"`, one),
        expected: '1',
        actual: String(count),
        deviations: count === 1 ? [] : [{ place: rel, kind: 'link', expected: 'once', got: countWord(count) }],
      };
    });
    return judged(assertions, namesOf(resources));
  };

/** The path of `self` is that of the resource, with the prefix of the endpoint. Its origin has a rule of its own. */
export const selfTarget =
  (contract: Contract): LinkJudge =>
  (resources, { recording }) =>
    inEachSelf(resources, (href, one) => {
      if (one.path === undefined) return [];
      const paths = prefixed(inVersions(one.path, contract), recording.target);
      return {
        title: inResource('self link', one),
        expected: `a URL with the path ${paths.join(' or ')}`,
        actual: valueText(href),
        deviations: leadsTo(href, paths)
          ? []
          : [{ place: 'self', kind: 'link', expected: 'asked address', got: 'other' }],
      };
    });

/** The scheme, host and port of `self` are those that were asked. */
export const selfOrigin: LinkJudge = (resources, { recording }) => {
  const { origin } = new URL(recording.target.endpoint);
  return inEachSelf(resources, (href, one) =>
    URL.canParse(href)
      ? {
          title: inResource('origin of the self link', one),
          expected: origin,
          actual: valueText(href),
          deviations:
            new URL(href).origin === origin
              ? []
              : [{ place: 'self', kind: 'link', expected: 'asked origin', got: 'other' }],
        }
      : [],
  );
};

/** Judges every self link of the resources. */
function inEachSelf(
  resources: readonly LinkedResource[],
  assertionOf: (href: string, resource: LinkedResource) => Assertion | readonly Assertion[],
): Judgement {
  const assertions = resources.flatMap(one =>
    one.links.filter(({ rel }) => rel === 'self').flatMap(({ href }) => assertionOf(href, one)),
  );
  return assertions.length > 0
    ? judged(assertions, namesOf(resources))
    : unprovenByOther('there is no self link', namesOf(resources));
}

/** `bookmark` is exactly `self` without its version. */
export const bookmarkTarget: LinkJudge = resources => {
  const assertions = resources.flatMap((one): Assertion[] => {
    const bookmark = linkOf(one, 'bookmark');
    const self = linkOf(one, 'self');
    if (!bookmark || !self || one.path === undefined) return [];
    const bare = unversioned(one.path);
    const wanted = withoutVersion(self.href, bare);
    return [
      {
        title: inResource('bookmark link', one),
        expected:
          wanted === undefined ? `the self link without its version, which ends with ${bare}` : valueText(wanted),
        actual: valueText(bookmark.href),
        deviations:
          bookmark.href === wanted
            ? []
            : [{ place: 'bookmark', kind: 'link', expected: 'self without version', got: 'other' }],
      },
    ];
  });
  return assertions.length > 0
    ? judged(assertions, namesOf(resources))
    : unprovenByOther('there is no self link or no bookmark link', namesOf(resources));
};

/**
 * Relation types are registered, documented, or URIs (RFC 8288, section 2.1).
 * @param place where the relation type of a link stands
 */
export const relationTypes =
  ({ words }: Field, place: string): LinkJudge =>
  resources => {
    const isKnown = (rel: string): boolean => registeredRelationTypes.has(rel) || words.includes(rel);
    const isUri = (rel: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/.test(rel);
    const assertions = resources.flatMap(one =>
      one.links.map(
        ({ rel }): Assertion => ({
          title: inResource('rel', one),
          expected: 'a registered or documented relation type, or a URI',
          actual: valueText(rel),
          deviations:
            isKnown(rel) || isUri(rel) ? [] : [{ place, kind: 'value', expected: 'relation-types', got: 'other' }],
        }),
      ),
    );
    return assertions.length > 0
      ? judged(assertions, namesOf(resources))
      : unprovenByOther('there are no links', namesOf(resources));
  };
