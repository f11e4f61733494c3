import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviationKind } from '../../src/checks/deviation.ts';
import {
  type Alteration,
  type Backup,
  backupWith,
  changed,
  deviationsOf,
  inSequence,
  reads,
  recordEmbedded,
  textOf,
  withBackup,
  withField,
  withHeaders,
  withStatus,
  withText,
} from './embedded-recording.ts';
import { alteredIn, deviationsOn, recordLists, summary, withItem, withItems, withoutItems } from './listed-items.ts';

const conforming = await recordEmbedded();
const linksWith = (change: (links: Backup[]) => unknown): Alteration =>
  withBackup(backup => {
    backup.links = change(backup.links as Backup[]);
  });
const fault = (body: unknown): Alteration => withText(JSON.stringify(body));
const granted = (body: unknown): Alteration => inSequence(withStatus(200), fault(body));
const again = ['show-again'];
const unknown = ['status/404/unknown-id'];
const noToken = ['status/401/no-token'];
const { backup } = JSON.parse(textOf(conforming, 'show')) as { backup: Backup };

/** A check, the same fault twice with other values, ids and lengths, and the deviation as `place expected got`. */
type Case = readonly [id: string, names: readonly string[], one: Alteration, other: Alteration, deviation: string];

/** Of lists only: the tests of items, paging and filters find them; and of waivers. */
type Elsewhere = 'contradiction' | 'part' | 'waiver';

const cases: Readonly<Record<Exclude<DeviationKind, Elsewhere>, readonly Case[]>> = {
  absent: [
    [
      'response/links/item/href/presence',
      reads,
      linksWith(links => links.map(({ rel }) => ({ rel }))),
      linksWith(links => [...links, { rel: 'next' }]),
      'backup.links[].href present absent',
    ],
    [
      'response/description/INC/presence',
      reads,
      backupWith({ description: '{"DESC":"one"}' }),
      backupWith({ description: ' {"DESC":"another"}' }),
      'backup.description→INC present absent',
    ],
    [
      'response/os-backup-project-attr:tenant_id/presence',
      reads,
      withBackup(one => Reflect.deleteProperty(one, 'os-backup-project-attr:project_id')),
      withBackup(one => Reflect.deleteProperty(one, 'os-backup-project-attr:project_id')),
      'backup.os-backup-project-attr:tenant_id present absent',
    ],
  ],
  extra: [
    [
      'body/undocumented-fields',
      reads,
      linksWith(links => links.map(link => ({ ...link, type: 'a' }))),
      linksWith(([first]) => [{ ...first, type: ['b'] }]),
      'backup.links[].type absent present',
    ],
  ],
  type: [
    ['response/size/type', reads, backupWith({ size: 'ten' }), backupWith({ size: '' }), 'backup.size integer string'],
    [
      'response/links/type',
      reads,
      backupWith({ links: ['a'] }),
      backupWith({ links: ['b', 'c', ''] }),
      'backup.links[] object string',
    ],
    [
      'response/links/item/href/type',
      again,
      linksWith(() => [{ rel: 'self', href: 7 }]),
      linksWith(() => [1, 2, 3].map(href => ({ rel: 'x', href }))),
      'backup.links[].href string integer',
    ],
  ],
  value: [
    [
      'response/created_at/value',
      reads,
      backupWith({ created_at: 'yesterday' }),
      backupWith({ created_at: '2013-02-30T08:48:03' }),
      'backup.created_at time other',
    ],
    [
      'links/relation-types',
      reads,
      linksWith(links => [...links, { rel: 'Up', href: 'http://a.test' }]),
      linksWith(links => [...links, ...['sideways', 'sidewards'].map(rel => ({ rel, href: 'http://b.test' }))]),
      'backup.links[].rel relation-types other',
    ],
  ],
  json: [
    ['body/json', reads, withText('<html>'), withText('{"backup":'), 'body JSON text other'],
    ['body/json', again, withText(''), withText('  '), 'body JSON text nothing'],
  ],
  envelope: [
    ['response/envelope', reads, withText('{}'), withText('{"volume":{}}'), 'backup object absent'],
    ['response/envelope', reads, withText('[]'), withText('[{"id":1}]'), 'body object list'],
  ],
  duplicate: [
    [
      'body/unique-keys',
      reads,
      withText('{"backup":{"a":1,"a":2}}'),
      withText('{"a":[{"a":"","a":null},{"a":3,"a":3}]}'),
      'a once several',
    ],
  ],
  'media-type': [
    [
      'body/content-type',
      reads,
      withField('content-type', 'text/html'),
      withField('content-type', 'text/plain; charset=utf-8'),
      'Content-Type application/json other',
    ],
  ],
  link: [
    ['links/self/once', reads, backupWith({ links: [] }), linksWith(links => links.slice(1)), 'self once none'],
    [
      'links/bookmark/target',
      reads,
      linksWith(links => links.map(link => (link.rel === 'bookmark' ? { ...link, href: 'http://a.test/' } : link))),
      linksWith(links => links.map(link => (link.rel === 'bookmark' ? { ...link, href: `${link.href}x` } : link))),
      'bookmark self without version other',
    ],
  ],
  unsteady: [
    ['steady', again, backupWith({ name: 'one' }), backupWith({ name: 'another' }), 'backup.name same other'],
    ['steady', again, withStatus(403), inSequence(withText('{}'), withStatus(403)), 'show-again resource 403'],
  ],
  status: [['status/405', ['status/405/patch'], withStatus(404), fault404(), 'status/405/patch 405 404']],
  refusal: [['refusal/no-token', noToken, withStatus(200), granted({ backup }), 'status/401/no-token refused 200']],
  leak: [
    [
      'refusal/no-data',
      noToken,
      fault({ message: backup.volume_id }),
      fault({ message: `${backup.volume_id}, ${backup.container}` }),
      'status/401/no-token no data value',
    ],
  ],
  'error-body': [
    [
      'error/404/code',
      unknown,
      fault({ gone: { code: 400, message: 'a' } }),
      fault({ lost: { code: 'b', message: 'c' } }),
      'status/404/unknown-id 404 other',
    ],
    ['error/404/envelope', unknown, withText('<html>'), withText('gone'), 'status/404/unknown-id fault no JSON'],
  ],
  trace: [
    [
      'error/404/no-trace',
      unknown,
      withText('Traceback (most recent call last)'),
      withText('  File "other.py", line 7'),
      'status/404/unknown-id absent present',
    ],
  ],
  header: [
    [
      'error/405/allow',
      ['status/405/patch'],
      withHeaders(() => []),
      withHeaders(() => [['X', 'y']]),
      'status/405/patch Allow absent',
    ],
  ],
};

function fault404(): Alteration {
  return inSequence(withStatus(404), fault({ itemNotFound: { code: 404, message: 'No such backup.' } }));
}

for (const [kind, own] of Object.entries(cases)) {
  for (const [id, names, one, other, expected] of own) {
    test(`${kind}: ${id} finds ${expected}, whatever the values`, () => {
      const found = deviationsOf(changed(conforming, names, one), id);
      assert.deepEqual(
        found.map(({ place, expected: wanted, got }) => `${place} ${wanted} ${got}`),
        [expected],
      );
      assert.equal(found[0]?.kind, kind);
      assert.deepEqual(deviationsOf(changed(conforming, names, other), id), found);
    });
  }
}

const listed = await recordLists();

/** The same for lists: the alterations are of both plain reads. */
const ofLists: Readonly<
  Partial<Record<DeviationKind, readonly (readonly [string, Alteration, Alteration, string])[]>>
> = {
  contradiction: [
    ['items/show', withItem(0, { links: [] }), withItem(1, { links: ['a', 7] }), 'backups[].links same other'],
    ['items/summary', withoutItems(0), withoutItems(3, 4), 'list-backups same items absent'],
  ],
  duplicate: [
    [
      'items/once',
      withItems(items => [...items, ...items.slice(0, 1)]),
      withItems(items => items.flatMap(item => [item, item, item])),
      'backups[].id once several',
    ],
  ],
  link: [
    [
      'links/self/once',
      withItem(2, { links: [] }),
      withItem(4, { links: [{ rel: 'x', href: 'y' }] }),
      'self once none',
    ],
  ],
};

for (const [kind, own] of Object.entries(ofLists)) {
  for (const [id, one, other, expected] of own) {
    test(`${kind}: ${id} of a list finds ${expected}, whatever the values and wherever the items`, () => {
      for (const change of [one, other]) {
        const found = deviationsOn(alteredIn(listed, summary, change), summary, id);
        assert.deepEqual(found, [`${kind}: ${expected}`]);
      }
    });
  }
}
