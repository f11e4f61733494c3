import { nothingToJudge } from '../contract/body.ts';
import type { Citation, Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { linksField } from '../probes/link-slots.ts';
import { firstRead } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { isObject } from '../text/json.ts';
import type { Check, Judgement } from './check.ts';
import { unproven } from './judgement.ts';
import { furtherOnes, sameBackup } from './link-follow-ups.ts';
import { isLink, type LinkJudge } from './link-reads.ts';
import { bookmarkTarget, once, relationTypes, selfTarget } from './link-rules.ts';
import { readsOf } from './reads.ts';

/** The rules on what links mean: to this resource and no other. None where no field of the page means that. */
export function linkChecks(contract: Contract): Check[] {
  const field = linksField(contract)?.links;
  if (!field) return [];
  const relations = field.members.find(({ rules }) => rules.some(({ rule }) => rule.rule === 'relation-types'));
  const check = (
    id: string,
    level: Level,
    title: string,
    fails: string,
    judge: LinkJudge,
    cites = citesOf(field),
  ): Check => ({
    id: `${contract.id}/links/${id}`,
    kind: 'links',
    level,
    title,
    fails,
    cites,
    judge: asked => overLinks(contract, field, asked, judge),
  });
  return [
    check('self/once', 'MUST', 'there is exactly one self link', 'no self link, or several', once('self')),
    check(
      'self/target',
      'MUST',
      'the self link is the address that was asked',
      'another project, another id, another path',
      selfTarget(contract),
    ),
    check(
      'self/same-backup',
      'MUST',
      'the self link, when followed, gives this same backup',
      'an error, or another backup',
      sameBackup(contract),
    ),
    check(
      'bookmark/once',
      'MUST',
      'there is exactly one bookmark link',
      'no bookmark link, or several',
      once('bookmark'),
    ),
    check(
      'bookmark/target',
      'MUST',
      'the bookmark link is the self link without its version',
      'a version in it, or any other difference',
      bookmarkTarget(contract),
    ),
    ...(relations ? relationChecks(relations) : []),
  ];

  function relationChecks(relation: Field): Check[] {
    const more = relation.rules.flatMap(({ rule }) => (rule.rule === 'relation-types' ? [rule.more] : []))[0] ?? 'next';
    const cites = citesOf(relation);
    return [
      check(
        `${more}/more`,
        'MUST',
        `a ${more} link leads to further backups`,
        'a link that leads to none',
        furtherOnes(contract, more),
        cites,
      ),
      check(
        'relation-types',
        'SHOULD',
        'relation types are registered with IANA or documented, in lower case',
        'an unknown relation type, or capitals',
        relationTypes(relation),
        [...cites, { source: 'RFC 8288', clause: 'section 2.1.1: registered relation types; compared in lower case' }],
      ),
    ];
  }
}

const citesOf = (field: Field): Citation[] => [...field.rules.flatMap(({ cites }) => cites), ...field.cites.slice(1)];

function overLinks(contract: Contract, field: Field, asked: OperationRecording, judge: LinkJudge): Judgement {
  const reads = readsOf(asked, contract);
  if (reads.length === 0) return unproven(nothingToJudge(contract.body), [firstRead]);
  const lists = reads.flatMap(({ read, content }) => {
    const value = isObject(content) ? content[field.names[0]] : undefined;
    return Array.isArray(value) ? [{ read, links: value.filter(isLink) }] : [];
  });
  if (lists[0]?.read !== firstRead) return unproven('no list of links to judge', [firstRead]);
  return judge(lists, asked);
}
