import { contentName } from '../contract/body.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { behindSelf, linksField } from '../probes/link-slots.ts';
import type { Check } from './check.ts';
import { placeOf } from './instances.ts';
import { furtherOnes, sameResource } from './link-follow-ups.ts';
import { inLinks } from './link-reads.ts';
import { bookmarkTarget, once, relationTypes, selfOrigin, selfTarget } from './link-rules.ts';
import { rulesOf } from './rule.ts';

/** The rules on links: they lead to this resource and no other. Empty when no field of the page means such links. */
export function linkChecks(contract: Contract): Check[] {
  const found = linksField(contract);
  if (!found) return [];
  const { links, more } = found;
  const rule = rulesOf(contract, 'links');
  const cites = citesOf(links);
  const content = contentName(contract.body);
  return [
    rule({
      id: 'links/self/once',
      level: 'MUST',
      title: 'there is exactly one self link',
      fails: 'no self link, or several',
      cites,
      judge: inLinks(contract, links, once('self')),
    }),
    rule({
      id: 'links/self/target',
      level: 'MUST',
      title: 'the self link has the requested path, with the prefix of the endpoint',
      fails: 'a self link with another project, another id, another path, or without the prefix',
      cites,
      judge: inLinks(contract, links, selfTarget(contract)),
    }),
    rule({
      id: 'links/self/origin',
      level: 'SHOULD',
      title: 'the self link has the scheme, host and port that were asked',
      fails: 'a self link with another scheme, host or port, which a client cannot follow',
      cites,
      judge: inLinks(contract, links, selfOrigin),
    }),
    rule({
      id: `links/self/same-${content}`,
      level: 'MUST',
      title: `following the self link returns the same ${content}`,
      fails: `an error, or another ${content}`,
      cites,
      needs: [behindSelf],
      judge: inLinks(contract, links, sameResource(contract)),
    }),
    rule({
      id: 'links/bookmark/once',
      level: 'MUST',
      title: 'there is exactly one bookmark link',
      fails: 'no bookmark link, or several',
      cites,
      judge: inLinks(contract, links, once('bookmark')),
    }),
    rule({
      id: 'links/bookmark/target',
      level: 'MUST',
      title: 'the bookmark link is the self link without the version',
      fails: 'a bookmark link with a version, or with any other difference from the self link',
      cites,
      judge: inLinks(contract, links, bookmarkTarget(contract)),
    }),
    ...relationFields(links).flatMap(relation => [
      ...more.map(rel =>
        rule({
          id: `links/${rel}/more`,
          level: 'MUST',
          title: `a ${rel} link leads to more ${content}s`,
          fails: `a ${rel} link that leads to no more ${content}s`,
          cites: citesOf(relation),
          needs: [`follow/${rel}`],
          judge: inLinks(contract, links, furtherOnes(contract, rel)),
        }),
      ),
      rule({
        id: 'links/relation-types',
        level: 'SHOULD',
        title: 'every relation type is in lower case, and registered with IANA or documented',
        fails: 'an unknown relation type, or capital letters in one',
        cites: [
          ...citesOf(relation),
          { source: 'RFC 8288', clause: 'section 2.1.1: registered relation types; compared in lower case' },
        ],
        judge: inLinks(
          contract,
          links,
          relationTypes(relation, placeOf([...contentPath(contract.body), links, relation])),
        ),
      }),
    ]),
  ];
}

/** The member of a link that is the relation type according to its prose; empty when no prose says so. */
const relationFields = ({ members }: Field): Field[] =>
  members.filter(({ rules }) => rules.some(({ rule }) => rule.rule === 'relation-types')).slice(0, 1);

const citesOf = ({ rules, cites }: Field): Citation[] => [...rules.flatMap(rule => rule.cites), ...cites.slice(1)];
