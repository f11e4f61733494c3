import type { Citation, Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { isObject } from '../documentation/witness.ts';
import { fillPath } from '../probes/requests.ts';
import { type Reading, resourceIn } from '../recording/reading.ts';
import type { RecordedTarget } from '../recording/recording.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { inapplicable, judged, unproven } from './judgement.ts';
import { readNames } from './reads.ts';
import { registeredRelationTypes } from './relation-types.ts';
import { shown } from './shown.ts';

interface Link {
  readonly rel: string;
  readonly href: string;
}

/** The links of one read. */
interface ReadLinks {
  readonly read: string;
  readonly links: readonly Link[];
}

/** The rules on what links mean: to this resource and no other. None where no field of the page means that. */
export function linkChecks(contract: Contract): Check[] {
  const field = contract.envelope.members.find(({ rules }) =>
    rules.some(({ rule }) => rule.rule === 'links-to-this-resource'),
  );
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
    judge: reading => overLinks(contract, field, reading, judge),
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

type LinkJudge = (reads: readonly ReadLinks[], reading: Reading) => Judgement;

const citesOf = (field: Field): Citation[] => [...field.rules.flatMap(({ cites }) => cites), ...field.cites.slice(1)];

function overLinks({ envelope }: Contract, field: Field, reading: Reading, judge: LinkJudge): Judgement {
  const reads = readNames.flatMap(read => {
    const resource = resourceIn(reading.exchange(read), envelope.names[0]);
    return resource ? [{ read, value: resource[field.names[0]] }] : [];
  });
  if (reads[0]?.read !== 'show') return unproven(`no ${envelope.names[0]} object to judge`, ['show']);
  const lists = reads.flatMap(({ read, value }) =>
    Array.isArray(value) ? [{ read, links: value.filter(isLink) }] : [],
  );
  if (lists[0]?.read !== 'show') return unproven('no list of links to judge', ['show']);
  return judge(lists, reading);
}

function isLink(item: unknown): item is Link {
  return isObject(item) && typeof item.rel === 'string' && typeof item.href === 'string';
}

const names = (reads: readonly ReadLinks[]): string[] => reads.map(({ read }) => read);
const inRead = (title: string, read: string): string => (read === 'show' ? title : `${title} (second read)`);
const linkOf = ({ links }: ReadLinks, rel: string): Link | undefined => links.find(link => link.rel === rel);

function once(rel: string): LinkJudge {
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
      names(reads),
    );
}

function selfTarget(contract: Contract): LinkJudge {
  return (reads, { recording }) => {
    const found = reads.flatMap(one =>
      one.links.filter(({ rel }) => rel === 'self').map(({ href }) => ({ read: one.read, href })),
    );
    if (found.length === 0) return unproven('there is no self link', names(reads));
    const paths = askedPaths(contract, recording.target);
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
      names(reads),
    );
  };
}

/** The path that was asked, and its spellings in other versions that a ruling accepts. */
function askedPaths({ operation, otherVersions }: Contract, { project, backup }: RecordedTarget): string[] {
  const path = fillPath(operation.path, project, backup);
  return [path, ...otherVersions.map(version => path.replace(/^\/[^/]+/, `/${version}`))];
}

/** At the endpoint's own origin the whole path counts, prefix included or not; elsewhere only how it ends. */
function leadsTo(href: string, paths: readonly string[], { endpoint }: RecordedTarget): boolean {
  if (!URL.canParse(href)) return false;
  const { origin, pathname, protocol, search, hash } = new URL(href);
  if ((protocol !== 'http:' && protocol !== 'https:') || search !== '' || hash !== '') return false;
  const own = new URL(endpoint);
  const prefix = own.pathname.replace(/\/$/, '');
  if (origin === own.origin) return paths.some(path => pathname === path || pathname === prefix + path);
  return paths.some(path => pathname.endsWith(path));
}

function bookmarkTarget(contract: Contract): LinkJudge {
  return (reads, { recording }) => {
    const { project, backup } = recording.target;
    const bare = fillPath(contract.operation.path, project, backup).replace(/^\/[^/]+/, '');
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
      ? judged(assertions, names(reads))
      : unproven('there is no pair of self and bookmark', names(reads));
  };
}

/** A self link with the version segment before its unversioned path taken out; undefined when it has none there. */
function withoutVersion(href: string, bare: string): string | undefined {
  if (!href.endsWith(bare)) return undefined;
  const before = href.slice(0, -bare.length);
  return /\/v\d+(?:\.\d+)?$/.test(before) ? before.slice(0, before.lastIndexOf('/')) + bare : undefined;
}

function sameBackup(contract: Contract): LinkJudge {
  return (reads, reading) => {
    const [first] = reads;
    if (!first || !linkOf(first, 'self')) return unproven('there is no self link', names(reads));
    const exchange = reading.exchange('follow/self');
    const status = exchange?.response?.status;
    if (!exchange) return unproven(reading.unsentReason('follow/self') ?? 'the link was not followed', ['show']);
    const paths = otherVersionPaths(contract, reading.recording.target);
    if ((status === 404 || status === 410) && paths.some(path => exchange.request.url.endsWith(path))) {
      return unproven(`the older version answers ${status}; the link was compared by its path`, [
        'show',
        'follow/self',
      ]);
    }
    const envelope = contract.envelope.names[0];
    const resource = resourceIn(exchange, envelope);
    const asked = resourceIn(reading.exchange('show'), envelope);
    const answer = exchange.failure?.message ?? `status ${status}`;
    const assertions: Assertion[] = [
      {
        title: 'following self',
        expected: `status 200 with a ${envelope}`,
        actual: answer,
        holds: resource !== undefined,
      },
      ...identityOf(contract).map(name => ({
        title: `${name} behind self`,
        expected: shown(asked?.[name]),
        actual: shown(resource?.[name]),
        holds: resource !== undefined && JSON.stringify(resource[name]) === JSON.stringify(asked?.[name]),
      })),
    ];
    return judged(assertions, ['show', 'follow/self']);
  };
}

/** The fields that never change and so identify the resource; its links may be spelled for the address that was asked. */
function identityOf({ steady, envelope }: Contract): string[] {
  const plain = envelope.members.filter(({ holding }) => holding === undefined).flatMap(field => field.names[0]);
  return steady.always.filter(name => plain.includes(name));
}

const otherVersionPaths = (contract: Contract, target: RecordedTarget): string[] =>
  askedPaths(contract, target).slice(1);

function furtherOnes(contract: Contract, more: string): LinkJudge {
  return (reads, reading) => {
    if (!reads.some(one => linkOf(one, more))) return inapplicable(`there is no ${more} link`, names(reads));
    const exchange = reading.exchange(`follow/${more}`);
    if (!exchange) return unproven(reading.unsentReason(`follow/${more}`) ?? 'the link was not followed', names(reads));
    const count = furtherIn(
      exchange.response ? reading.json(exchange.response) : undefined,
      reading.recording.target.backup,
    );
    const isMore = exchange.response?.status === 200 && !exchange.failure && count > 0;
    const answer = exchange.failure?.message ?? `status ${exchange.response?.status} with ${count}`;
    const title = `following ${more}`;
    return judged(
      [{ title, expected: `status 200 with further ${contract.envelope.names[0]}s`, actual: answer, holds: isMore }],
      [...names(reads), `follow/${more}`],
    );
  };
}

/** How many other resources a list answer holds: objects with another id in its first list. */
function furtherIn(json: ReturnType<Reading['json']> | undefined, asked: string): number {
  if (!json || json.error !== undefined || !isObject(json.value)) return 0;
  const list = Object.values(json.value).find(value => Array.isArray(value) && value.some(isObject));
  return Array.isArray(list)
    ? list.filter(item => isObject(item) && typeof item.id === 'string' && item.id !== asked).length
    : 0;
}

function relationTypes(relation: Field): LinkJudge {
  const known = (rel: string): boolean => registeredRelationTypes.has(rel) || relation.words.includes(rel);
  return reads => {
    const all = reads.flatMap(({ read, links }) => links.map(({ rel }) => ({ read, rel })));
    if (all.length === 0) return unproven('there are no links', names(reads));
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
      names(reads),
    );
  };
}
