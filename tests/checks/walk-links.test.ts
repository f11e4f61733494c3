import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withStatus } from '../../src/mutation/alterations.ts';
import {
  changed,
  deviationsOn,
  firstUrl,
  itemsIn,
  linkTo,
  recording,
  verdictOn,
  walkedItems,
  withBase,
  withMembers,
  withUnsent,
  withWalk,
  wordsOn,
} from './list-recording.ts';

const all = itemsIn(recording, 'show');
const pages = walkedItems.map(item => [item]);
const always = (number: number): string => `${firstUrl}&marker=${number}`;
const elsewhere = 'the link leads to another origin (http://192.0.2.7)';

test('a page without a link fails while more items remain, and the message names them', () => {
  assert.equal(wordsOn(recording, 'paging/next'), 'passed: ');
  const cut = withWalk(recording, pages.slice(0, 2));
  assert.match(
    wordsOn(cut, 'paging/next'),
    /^failed: paging\/walk\/2: expected a link to the next page, got no such link, though /,
  );
  assert.deepEqual(deviationsOn(cut, 'paging/next'), ['next link present absent']);
  const reversed = withWalk(recording, [...pages].reverse().slice(0, 1));
  assert.match(wordsOn(reversed, 'paging/next'), /^unproven: no page is known after which backups remain/);
  assert.match(wordsOn(reversed, 'paging/walk'), /^failed: backups that the pages leave out/);
});

test('a link that is not followed is there', () => {
  const away = withUnsent(
    withWalk(recording, pages.slice(0, 1), () => 'http://192.0.2.7/2'),
    'paging/walk/2',
    elsewhere,
  );
  assert.equal(wordsOn(away, 'paging/next'), 'passed: ');
  assert.match(wordsOn(away, 'paging/end'), /^unproven: the walk does not show which page is the last/);
});

test('items that move do not remain', () => {
  const last = walkedItems.at(-1)?.id;
  const gone = changed(recording, ['show-again'], withMembers({ backups: all.filter(({ id }) => id !== last) }));
  const walk = withWalk(gone, pages.slice(0, 3));
  assert.equal(wordsOn(walk, 'paging/next'), 'passed: ');
  assert.equal(wordsOn(walk, 'paging/walk'), 'passed: ');
});

test('in a list whose order changes, nothing is known to remain or to come twice', () => {
  const turned = changed(recording, ['show-again'], withMembers({ backups: all.toReversed() }));
  const cut = withWalk(turned, pages.slice(0, 2));
  assert.equal(wordsOn(cut, 'paging/next'), 'unproven: the two plain reads have another order');
  const twice = withWalk(turned, [...pages.slice(0, 2), pages[0] ?? []]);
  assert.equal(wordsOn(twice, 'paging/walk'), 'unproven: the two plain reads have another order');
  assert.equal(
    wordsOn(
      withWalk(turned, pages.slice(0, 2), () => firstUrl),
      'paging/walk',
    ).split(':')[0],
    'failed',
  );
});

test('pages by position may end before the last item while items go', () => {
  const shorter = changed(recording, ['show-again'], withMembers({ backups: all.slice(1) }));
  const cut = withWalk(shorter, pages.slice(0, 3), n => (n < 3 ? `${firstUrl}&offset=${n}` : undefined));
  assert.equal(wordsOn(cut, 'paging/next'), 'unproven: items came, went or changed between the two plain reads');
  const first = withWalk(shorter, pages.slice(0, 1), () => undefined);
  assert.equal(wordsOn(first, 'paging/next').split(':')[0], 'failed');
});

test('a first page that has everything leaves nothing to link to', () => {
  const whole = withWalk(recording, [walkedItems]);
  assert.match(wordsOn(whole, 'paging/next'), /^unproven: no page is known after which backups remain/);
  assert.equal(wordsOn(whole, 'paging/end'), 'passed: ');
});

test('a link on the last page is warned of: as Cinder sends it, after an empty page, and where nobody follows it', () => {
  assert.equal(wordsOn(recording, 'paging/end'), 'passed: ');
  const cinder = withWalk(recording, [...pages, []]);
  assert.match(
    wordsOn(cinder, 'paging/end'),
    /^warned: paging\/walk\/4: expected no link to a next page, for none remains, got a link/,
  );
  assert.deepEqual(deviationsOn(cinder, 'paging/end'), ['next link absent present']);
  assert.equal(wordsOn(cinder, 'paging/next'), 'passed: ');
  assert.equal(wordsOn(cinder, 'paging/walk'), 'passed: ');
  const endless = withWalk(recording, [...pages, []], always);
  assert.equal(verdictOn(endless, 'paging/end').verdict, 'warned');
  const away = withUnsent(withWalk(recording, pages, always), 'paging/walk/5', elsewhere);
  assert.equal(verdictOn(away, 'paging/end').verdict, 'warned');
});

test('while a list moves, a link on the last known page may lead to more, or to what went', () => {
  const moved = changed(recording, ['show-again'], withMembers({ backups: all.slice(1) }));
  const away = withUnsent(withWalk(moved, pages, always), 'paging/walk/5', elsewhere);
  assert.match(wordsOn(away, 'paging/end'), /^unproven: the walk does not show/);
  const empty = withWalk(moved, [...pages, []]);
  assert.equal(wordsOn(empty, 'paging/end'), 'passed: ');
});

test('an early end of the walk says nothing about the last page', () => {
  const cut = withWalk(recording, pages.slice(0, 2));
  const { verdict, isConsequence } = verdictOn(cut, 'paging/end');
  assert.deepEqual([verdict, isConsequence], ['unproven', true]);
});

test('a link of the whole list is judged where a walk without filters shows that it is whole', () => {
  const unfiltered = withWalk(
    changed(recording, ['paging/walk/1'], one => ({
      ...one,
      request: { ...one.request, url: one.request.url.replace('&status=available', '') },
    })),
    [all.slice(0, 4), all.slice(4)],
  );
  assert.equal(wordsOn(unfiltered, 'paging/end'), 'passed: ');
  const linked = withBase(unfiltered, withMembers(linkTo('http://127.0.0.1/more')));
  assert.match(wordsOn(linked, 'paging/end'), /^warned: show: expected no link/);
  const filtered = withBase(recording, withMembers(linkTo('http://127.0.0.1/more')));
  assert.equal(wordsOn(filtered, 'paging/end'), 'passed: ');
});

test('without a first page the links are not judged: the rule on walks tells why', () => {
  const refused = changed(withWalk(recording, pages.slice(0, 1)), ['paging/walk/1'], withStatus(400));
  for (const id of ['paging/next', 'paging/end', 'paging/order', 'paging/limit']) {
    const { verdict, isConsequence } = verdictOn(refused, id);
    if (id !== 'paging/limit') assert.deepEqual([verdict, isConsequence], ['unproven', true], id);
  }
  assert.deepEqual(deviationsOn(refused, 'paging/walk'), ['paging/walk status 200 400']);
  const few = 'the list has no items, and pages need two or more; create more backups in the project';
  const unsent = withUnsent(withWalk(recording, []), 'paging/walk', few);
  for (const id of ['paging/next', 'paging/end', 'paging/order', 'paging/walk', 'paging/limit']) {
    assert.equal(wordsOn(unsent, id), id === 'paging/limit' ? 'passed: ' : `unproven: ${few}`, id);
  }
});
