import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { fillPath } from '../contract/path.ts';
import type { Assertion } from './check.ts';
import { countWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { askedPaths, leadsTo, withoutVersion } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf } from './link-reads.ts';
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

/** `self` is the requested address. */
export const selfTarget =
  (contract: Contract): LinkJudge =>
  (reads, { recording, parameters }) => {
    const paths = askedPaths(contract, parameters);
    const assertions = reads.flatMap(({ read, links }) =>
      links
        .filter(({ rel }) => rel === 'self')
        .map(
          ({ href }): Assertion => ({
            title: inRead('self link', read),
            expected: `a URL that ends with ${paths.join(' or ')}`,
            actual: valueText(href),
            deviations: leadsTo(href, paths, recording.target)
              ? []
              : [{ place: 'self', kind: 'link', expected: 'asked address', got: 'other' }],
          }),
        ),
    );
    return assertions.length > 0
      ? judged(assertions, namesOf(reads))
      : unprovenByOther('there is no self link', namesOf(reads));
  };

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
