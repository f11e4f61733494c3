import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkChecks } from '../../src/checks/links.ts';
import { contentField } from '../../src/contract/body.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  changed,
  complaints,
  contract,
  exchangeIn,
  reads,
  recordEmbedded,
  subjectsOf,
  verdictOn,
  withBackup,
  withExchange,
  without,
  withStatus,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const { endpoint, project } = conforming.target;
const { backup_id: id = '' } = subjectsOf(conforming);

interface Link {
  rel?: unknown;
  href?: unknown;
}

function withLinks(change: (links: Link[]) => unknown): Recording {
  return changed(
    conforming,
    reads,
    withBackup(backup => {
      const links = backup.links as Link[];
      backup.links = change(links) ?? links;
    }),
  );
}

const href = (links: readonly Link[], rel: string): string => String(links.find(link => link.rel === rel)?.href);
const setHref = (rel: string, change: (href: string) => string) => (links: Link[]) =>
  links.map(link => (link.rel === rel ? { ...link, href: change(String(link.href)) } : link));

const violations: readonly (readonly [string, string, (links: Link[]) => unknown])[] = [
  ['no self', 'links/self/once', links => links.filter(({ rel }) => rel !== 'self')],
  ['self twice', 'links/self/once', links => [...links, { rel: 'self', href: href(links, 'self') }]],
  ['no bookmark', 'links/bookmark/once', links => links.filter(({ rel }) => rel !== 'bookmark')],
  ['bookmark twice', 'links/bookmark/once', links => [...links, { rel: 'bookmark', href: href(links, 'bookmark') }]],
  ['no links at all', 'links/self/once', () => []],
  ['self of another backup', 'links/self/target', setHref('self', one => one.replace(id, id.replace(/.$/, 'x')))],
  ['self of another project', 'links/self/target', setHref('self', one => one.replace(project, 'f'.repeat(32)))],
  ['self without version', 'links/self/target', setHref('self', one => one.replace('/v2/', '/'))],
  ['self in an unruled version', 'links/self/target', setHref('self', one => one.replace('/v2/', '/v1/'))],
  ['self with a query', 'links/self/target', setHref('self', one => `${one}?x=1`)],
  ['self below another path here', 'links/self/target', setHref('self', one => one.replace('/v2/', '/elsewhere/v2/'))],
  ['self relative', 'response/links/item/href/value', setHref('self', one => one.replace(endpoint, ''))],
  [
    'bookmark of another scheme',
    'response/links/item/href/value',
    setHref('bookmark', one => one.replace('http:', 'ftp:')),
  ],
  [
    'bookmark with version',
    'links/bookmark/target',
    setHref('bookmark', one => one.replace(endpoint, `${endpoint}/v2`)),
  ],
  [
    'bookmark of another backup',
    'links/bookmark/target',
    setHref('bookmark', one => one.replace(id, id.replace(/.$/, 'x'))),
  ],
  [
    'rels swapped',
    'links/self/target',
    links => links.map(link => ({ ...link, rel: link.rel === 'self' ? 'bookmark' : 'self' })),
  ],
  [
    'rel of another case',
    'links/self/once',
    links => links.map(link => ({ ...link, rel: String(link.rel).toUpperCase() })),
  ],
  ['rel a number', 'response/links/item/rel/type', links => links.map(link => ({ ...link, rel: 1 }))],
  ['rel missing', 'response/links/item/rel/presence', links => links.map(({ href: only }) => ({ href: only }))],
  ['href null', 'response/links/item/href/type', links => links.map(link => ({ ...link, href: null }))],
  ['links of strings', 'response/links/type', links => links.map(link => link.href)],
];

for (const [what, check, change] of violations) {
  test(`${what} fails ${check}`, () => {
    assert.equal(verdictOn(withLinks(change), check).verdict, 'failed');
  });
}

test('a relation type that nobody knows, or in capitals, is a warning', () => {
  for (const rel of ['sideways', 'Self', 'NEXT']) {
    const other = withLinks(links => [...links, { rel, href: href(links, 'self') }]);
    assert.equal(verdictOn(other, 'links/relation-types').verdict, 'warned', rel);
  }
});

test('the /v3/ spelling is as good as the ruled /v2/', () => {
  assert.deepEqual(complaints(withLinks(setHref('self', one => one.replace('/v2/', '/v3/')))), []);
});

test('a self link at another origin is a finding of its own; it is compared by path, and not followed', () => {
  for (const origin of ['http://10.0.0.7:8776', 'https://service.internal', endpoint.replace('http:', 'https:')]) {
    const elsewhere = withLinks(links =>
      links.map(link => ({ ...link, href: String(link.href).replace(endpoint, origin) })),
    );
    assert.deepEqual(complaints(without(elsewhere, 'follow/self')), [
      'links/self/origin: warned',
      'links/self/same-backup: unproven',
    ]);
  }
});

test('the prefix of the endpoint belongs to the path of a self link, here and elsewhere', () => {
  const at = (prefix: string, root: string): Recording => {
    const recording = withLinks(links =>
      links.map(link => ({ ...link, href: String(link.href).replace(endpoint, root) })),
    );
    return { ...recording, target: { ...recording.target, endpoint: `${endpoint}${prefix}` } };
  };
  const targetOf = (prefix: string, root: string) => verdictOn(at(prefix, root), 'links/self/target').verdict;
  assert.equal(targetOf('/volume', `${endpoint}/volume`), 'passed');
  assert.equal(targetOf('/volume', 'http://10.0.0.7:8776/volume'), 'passed');
  assert.equal(targetOf('/volume', endpoint), 'failed');
  assert.equal(targetOf('/volume', 'http://10.0.0.7:8776'), 'failed');
  assert.equal(targetOf('', 'http://controller/prefix'), 'failed');
  assert.match(verdictOn(at('/volume', endpoint), 'links/self/target').message, /\/volume\/v3\//);
});

test('a self link that is no absolute URL has no origin to judge', () => {
  const relative = withLinks(setHref('self', one => one.replace(endpoint, '')));
  assert.equal(verdictOn(relative, 'links/self/origin').verdict, 'unproven');
  assert.equal(
    verdictOn(
      withLinks(() => []),
      'links/self/origin',
    ).verdict,
    'unproven',
  );
});

test('following self must give this backup', () => {
  for (const change of [
    withStatus(500),
    withText('{}'),
    withBackup(backup => Object.assign(backup, { volume_id: 'another' })),
  ]) {
    const broken = changed(conforming, ['follow/self'], change);
    assert.deepEqual(complaints(broken), ['links/self/same-backup: failed']);
  }
});

test('an older version that is gone leaves the follow-up unproven', () => {
  for (const status of [404, 410]) {
    const gone = changed(conforming, ['follow/self'], withStatus(status));
    assert.deepEqual(complaints(gone), ['links/self/same-backup: unproven']);
  }
});

test('next promises further backups', () => {
  const linked = withLinks(links => [
    ...links,
    { rel: 'next', href: `${endpoint}/v3/${project}/backups?marker=${id}` },
  ]);
  const followed = (text: string): Recording =>
    withExchange(linked, 'follow/next', withText(text)(exchangeIn(linked, 'show')));
  const verdict = (recording: Recording) => verdictOn(recording, 'links/next/more').verdict;
  assert.equal(verdict(followed('{"backups":[{"id":"another"}]}')), 'passed');
  assert.equal(verdict(followed('{"backups":[]}')), 'failed');
  assert.equal(verdict(followed(`{"backups":[{"id":"${id}"}]}`)), 'failed');
  assert.equal(verdict(followed('{}')), 'failed');
  assert.equal(verdict(linked), 'unproven');
  assert.equal(verdict(conforming), 'inapplicable');
});

test('a page without the meaning of links has no link checks', () => {
  const content = contentField(contract.body);
  const envelope = { ...content, members: content.members.map(field => ({ ...field, rules: [] })) };
  assert.deepEqual(linkChecks({ ...contract, body: { ...contract.body, envelope } }), []);
});
