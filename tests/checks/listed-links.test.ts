import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkChecks } from '../../src/checks/links.ts';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll } from '../../src/checks/verdict.ts';
import { withStatus } from '../../src/mutation/alterations.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  alteredIn,
  details,
  type Item,
  itemsOf,
  recordLists,
  shown,
  summary,
  verdictOn,
  withItem,
  withItems,
  wordsOn,
} from './listed-items.ts';

const conforming = await recordLists();
const { endpoint, project } = conforming.target;
const lists = [summary, details];
const identity = String(itemsOf(conforming, summary)[3]?.id);

type Change = (links: Item[]) => unknown;

/** The list with other links in its fourth item. */
const withLinks = (change: Change, contract = summary, names: readonly string[] = ['show', 'show-again']): Recording =>
  alteredIn(
    conforming,
    contract,
    withItems(items => items.map((item, at) => (at === 3 ? { ...item, links: change(item.links as Item[]) } : item))),
    names,
  );

const redirected =
  (rel: string, change: (href: string) => string): Change =>
  links =>
    links.map(link => (link.rel === rel ? { ...link, href: change(String(link.href)) } : link));

const ids = ['self/once', 'self/target', 'self/origin', 'bookmark/once', 'bookmark/target', 'relation-types'];

test('the links of items have rules of their own; none of them is followed', () => {
  for (const contract of lists) {
    assert.deepEqual(
      linkChecks(contract).map(one => one.id),
      ids.map(id => `${contract.id}/links/${id}`),
    );
    for (const id of ids) assert.equal(verdictOn(conforming, contract, `links/${id}`).verdict, 'passed', id);
  }
});

test('where no page says how an item is shown, nothing says where its links should lead', () => {
  const { list } = summary;
  const unshown = { ...summary, list: list && { ...list, shownBy: undefined } };
  assert.deepEqual(
    linkChecks(unshown).map(one => one.id.replace(`${summary.id}/links/`, '')),
    ids.filter(id => !id.endsWith('/target')),
  );
});

/** What is wrong with the links of one item, the check that fails, and how its message begins. */
const violations: readonly (readonly [what: string, id: string, change: Change, message: RegExp])[] = [
  ['no self', 'self/once', links => links.slice(1), /^links with rel "self" of backups\[3\]: expected 1, got 0/],
  ['no links', 'bookmark/once', () => [], /^links with rel "bookmark" of backups\[3\]: expected 1, got 0/],
  ['bookmark twice', 'bookmark/once', links => [...links, ...links.slice(1)], /^links .* of backups\[3\]: .* got 2/],
  [
    'self of another item',
    'self/target',
    redirected('self', href => href.replace(identity, String(itemsOf(conforming, summary)[2]?.id))),
    /^self link of backups\[3\]: expected a URL with the path \/v3\/[^/]+\/backups\/[^/]+ or \/v2\//,
  ],
  [
    'self of another project',
    'self/target',
    redirected('self', href => href.replace(project, 'f'.repeat(32))),
    /^self link of backups\[3\]: /,
  ],
  ['self of the list', 'self/target', redirected('self', href => href.replace(`/${identity}`, '')), /^self link of /],
  [
    'self in an unruled version',
    'self/target',
    redirected('self', href => href.replace(/\/v\d\//, '/v1/')),
    /^self link of /,
  ],
  [
    'bookmark with a version',
    'bookmark/target',
    redirected('bookmark', href => href.replace(endpoint, `${endpoint}/v2`)),
    /^bookmark link of backups\[3\]: expected "http/,
  ],
];

for (const [what, id, change, message] of violations) {
  test(`${what} in one item of many fails links/${id}, and the message names the item`, () => {
    for (const contract of lists) {
      const { verdict, message: found } = verdictOn(withLinks(change, contract), contract, `links/${id}`);
      assert.equal(verdict, 'failed');
      assert.match(found, message);
    }
  });
}

test('the second read is judged, too', () => {
  const again = withLinks(() => [], summary, ['show-again']);
  assert.match(wordsOn(again, summary, 'links/self/once'), /^failed: links .* of backups\[3\] \(second read\): /);
});

test('another origin and an unknown relation type are warnings', () => {
  const elsewhere = withLinks(redirected('self', href => href.replace(endpoint, 'http://10.0.0.7:8776')));
  assert.match(wordsOn(elsewhere, summary, 'links/self/origin'), /^warned: origin of the self link of backups\[3\]: /);
  assert.equal(verdictOn(elsewhere, summary, 'links/self/target').verdict, 'passed');
  const unknown = withLinks(links => [...links, { rel: 'Up', href: 'http://a.test' }]);
  assert.match(wordsOn(unknown, summary, 'links/relation-types'), /^warned: rel of backups\[3\]: .* got "Up"/);
});

test('both spellings of the version are accepted', () => {
  for (const version of ['/v2/', '/v3/']) {
    const spelled = withLinks(redirected('self', href => href.replace(/\/v\d\//, version)));
    assert.equal(verdictOn(spelled, summary, 'links/self/target').verdict, 'passed', version);
    assert.equal(verdictOn(spelled, summary, 'links/bookmark/target').verdict, 'passed', version);
  }
});

test('items without a list of links, or without an id, are left to the rules on fields', () => {
  const odd = alteredIn(conforming, summary, withItem(3, { links: 'none', id: null }));
  for (const id of ids) assert.equal(verdictOn(odd, summary, `links/${id}`).verdict, 'passed', id);
  const unnamed = alteredIn(conforming, summary, withItem(3, { id: null, links: [{ rel: 'self', href: 'a' }] }));
  assert.equal(verdictOn(unnamed, summary, 'links/self/target').verdict, 'passed');
  const none = alteredIn(
    conforming,
    summary,
    withItems(items => items.map(({ id }) => ({ id }))),
  );
  const { message, isConsequence } = verdictOn(none, summary, 'links/self/once');
  assert.deepEqual([message, isConsequence], ['no list of links to judge', true]);
});

test('an empty list, and an answer without a list, prove nothing', () => {
  const empty = alteredIn(
    conforming,
    summary,
    withItems(() => []),
  );
  const refused = alteredIn(conforming, summary, withStatus(500));
  for (const id of ids) {
    assert.equal(
      wordsOn(empty, summary, `links/${id}`),
      'unproven: the list is empty; create backups in the project to have its items judged',
    );
    assert.equal(wordsOn(refused, summary, `links/${id}`), 'unproven: no backups list to judge');
  }
});

test('a rule on many items keeps no more assertions than it needs', () => {
  const many = alteredIn(
    conforming,
    summary,
    withItems(items => Array.from({ length: 100 }, () => items).flat()),
  );
  for (const verdict of judgeAll(checksOf(summary), operationRecording(many, summary.name))) {
    assert.ok(verdict.assertions.length <= 100, verdict.id);
  }
});

test('the links of an only resource are called as before', () => {
  const lost = alteredIn(conforming, shown, withStatus(500), ['follow/self']);
  assert.match(wordsOn(lost, shown, 'links/self/same-backup'), /^failed: answer behind the self link: /);
});
