import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { fillPath } from '../contract/path.ts';
import type { Assertion, Judgement } from './check.ts';
import { countWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { askedPaths, leadsTo, prefixed, withoutVersion } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf, type ReadLinks } from './link-reads.ts';
import { inRead } from './reads.ts';
import { registeredRelationTypes } from './relation-types.ts';
import { valueText } from './value-text.ts';

/** There is exactly one link with this relation. */
export const once =
  (rel: string): LinkJudge =>
  reads => {
    const assertions = reads.map(({ read, links }): Assertion => {
      const count = links.filter(link => link.rel === rel).length;
      return {
        title: inRead(`links with rel "${rel}"`, read),
        expected: '1',
        actual: String(count),
        deviations: count === 1 ? [] : [{ place: rel, kind: 'link', expected: 'once', got: countWord(count) }],
      };
    });
    return judged(assertions, namesOf(reads));
  };

/** The path of `self` is the requested one, with the prefix of the endpoint. Its origin has a rule of its own. */
export const selfTarget =
  (contract: Contract): LinkJudge =>
  (reads, { recording, parameters }) => {
    const paths = prefixed(askedPaths(contract, parameters), recording.target);
    return inEachSelf(reads, (href, read) => ({
      title: inRead('self link', read),
      expected: `a URL with the path ${paths.join(' or ')}`,
      actual: valueText(href),
      deviations: leadsTo(href, paths)
        ? []
        : [{ place: 'self', kind: 'link', expected: 'asked address', got: 'other' }],
    }));
  };

/** The scheme, host and port of `self` are those that were asked. */
export const selfOrigin: LinkJudge = (reads, { recording }) => {
  const { origin } = new URL(recording.target.endpoint);
  return inEachSelf(reads, (href, read) =>
    URL.canParse(href)
      ? {
          title: inRead('origin of the self link', read),
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

/** Judges every self link of the reads. */
function inEachSelf(
  reads: readonly ReadLinks[],
  assertionOf: (href: string, read: string) => Assertion | readonly Assertion[],
): Judgement {
  const assertions = reads.flatMap(({ read, links }) =>
    links.filter(({ rel }) => rel === 'self').flatMap(({ href }) => assertionOf(href, read)),
  );
  return assertions.length > 0
    ? judged(assertions, namesOf(reads))
    : unprovenByOther('there is no self link', namesOf(reads));
}

/** `bookmark` is exactly `self` without its version. */
export const bookmarkTarget =
  (contract: Contract): LinkJudge =>
  (reads, { parameters }) => {
    const bare = fillPath(contract.operation.path, parameters).replace(/^\/[^/]+/, '');
    const assertions = reads.flatMap((one): Assertion[] => {
      const bookmark = linkOf(one, 'bookmark');
      const self = linkOf(one, 'self');
      if (!bookmark || !self) return [];
      const wanted = withoutVersion(self.href, bare);
      return [
        {
          title: inRead('bookmark link', one.read),
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
      ? judged(assertions, namesOf(reads))
      : unprovenByOther('there is no self link or no bookmark link', namesOf(reads));
  };

/**
 * Relation types are registered, documented, or URIs (RFC 8288, section 2.1).
 * @param place where the relation type of a link stands
 */
export const relationTypes =
  ({ words }: Field, place: string): LinkJudge =>
  reads => {
    const isKnown = (rel: string): boolean => registeredRelationTypes.has(rel) || words.includes(rel);
    const isUri = (rel: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/.test(rel);
    const assertions = reads.flatMap(({ read, links }) =>
      links.map(
        ({ rel }): Assertion => ({
          title: inRead('rel', read),
          expected: 'a registered or documented relation type, or a URI',
          actual: valueText(rel),
          deviations:
            isKnown(rel) || isUri(rel) ? [] : [{ place, kind: 'value', expected: 'relation-types', got: 'other' }],
        }),
      ),
    );
    return assertions.length > 0
      ? judged(assertions, namesOf(reads))
      : unprovenByOther('there are no links', namesOf(reads));
  };
