import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withStatus } from '../../src/mutation/alterations.ts';
import {
  changed,
  deviationsOn,
  firstUrl,
  type Item,
  itemsIn,
  linkTo,
  recording,
  verdictOn,
  walkedItems,
  withBase,
  withItems,
  withMembers,
  withUnsent,
  withWalk,
  wordsOn,
} from './list-recording.ts';

const all = itemsIn(recording, 'show');
const other = all.find(({ status }) => status !== 'available') as Item;
const pages = walkedItems.map(item => [item]);
const always = (number: number): string => `${firstUrl}&marker=${number}`;

test('a walk gives each of the items once', () => {
  assert.equal(wordsOn(recording, 'paging/walk'), 'passed: ');
  const twice = withWalk(recording, [...pages, ...pages.slice(-1)]);
  assert.match(wordsOn(twice, 'paging/walk'), /^failed: backups that come more than once: expected none, got /);
  assert.deepEqual(deviationsOn(twice, 'paging/walk'), ['paging/walk part once several']);
});

test('a page that skips an item fails the walk, not the links', () => {
  // As Cinder's links with an offset do, which it counts from the marker.
  const skipping = withWalk(recording, [pages[0], pages[2], pages[3]] as Item[][]);
  assert.match(wordsOn(skipping, 'paging/walk'), /^failed: backups that the pages leave out: expected none, got /);
  assert.deepEqual(deviationsOn(skipping, 'paging/walk'), ['paging/walk part all fewer']);
  assert.equal(wordsOn(skipping, 'paging/next'), 'passed: ');
});

test('a walk that ends early is a matter of the links', () => {
  const { verdict, isConsequence } = verdictOn(withWalk(recording, pages.slice(0, 2)), 'paging/walk');
  assert.deepEqual([verdict, isConsequence], ['unproven', true]);
});

test('a walk keeps its filters', () => {
  const unfiltered = withWalk(recording, [...pages.slice(0, 3), [other], ...pages.slice(3)]);
  assert.match(wordsOn(unfiltered, 'paging/walk'), /^failed: backups that do not match status: expected none, got /);
  assert.deepEqual(deviationsOn(unfiltered, 'paging/walk'), ['paging/walk part status other']);
});

test('a link back to an earlier page is a circle, which fails', () => {
  const back = (number: number): string => (number < 4 ? always(number) : always(1));
  const circle = withWalk(recording, pages, back);
  assert.match(
    wordsOn(circle, 'paging/walk'),
    /^failed: link of page 4: expected a page that was not read before, or no link, got page 2 again/,
  );
  assert.deepEqual(deviationsOn(circle, 'paging/walk'), ['paging/walk link new page circle']);
  const toItself = withWalk(recording, pages.slice(0, 1), () => firstUrl);
  assert.deepEqual(deviationsOn(toItself, 'paging/walk'), ['paging/walk link new page circle']);
});

test('a page that the service refuses fails the walk', () => {
  const refused = changed(recording, ['paging/walk/3'], withStatus(404));
  assert.deepEqual(deviationsOn(refused, 'paging/walk'), ['paging/walk status 200 404']);
  const later = changed(recording, ['paging/walk/3'], withStatus(429));
  assert.equal(wordsOn(later, 'paging/walk'), 'unproven: status 429, which only limits the rate of requests');
});

test('a link that is not followed leaves the walk unproven, unless it contradicts before', () => {
  const reason = 'the link leads to another origin (http://192.0.2.7)';
  const away = (own: readonly (readonly Item[])[]) =>
    withUnsent(withWalk(recording, own, always), `paging/walk/${own.length + 1}`, reason);
  assert.equal(wordsOn(away(pages.slice(0, 2)), 'paging/walk'), `unproven: ${reason}`);
  assert.match(wordsOn(away([walkedItems.slice(0, 1), walkedItems.slice(0, 1)]), 'paging/walk'), /^failed: /);
});

test('smaller pages than asked for may need more requests than there are', () => {
  const smaller = withWalk(recording, [[], ...pages.slice(0, 3), []], always);
  assert.equal(wordsOn(smaller, 'paging/walk'), 'unproven: there are further pages after 5, and no more are read');
  const repeating = withWalk(recording, [pages[0], pages[0], [], [], []] as Item[][], always);
  assert.match(wordsOn(repeating, 'paging/walk'), /^failed: backups that come more than once/);
});

test('items that came, went or changed between the plain reads are left out', () => {
  const first = walkedItems[0] as Item;
  const restored = changed(
    recording,
    ['show-again'],
    withItems(items => items.map(item => (item.id === first.id ? { ...item, status: 'restoring' } : item))),
  );
  assert.equal(wordsOn(restored, 'paging/walk'), 'passed: ');
  assert.equal(wordsOn(withWalk(restored, pages.slice(1)), 'paging/walk'), 'passed: ');
  assert.equal(
    wordsOn(
      withWalk(restored, [...pages.slice(0, 1), ...pages], (n, items) =>
        n < 5 ? `${firstUrl}&page=${n}&marker=${items.at(-1)?.id as string}` : undefined,
      ),
      'paging/walk',
    ),
    'passed: ',
  );
});

test('items that neither plain read has leave a walk unproven, and an incomplete list does, too', () => {
  const stranger = { ...(walkedItems[0] as Item), id: 'a-stranger' };
  const strange = withWalk(recording, [...pages, [stranger]]);
  assert.match(
    wordsOn(strange, 'paging/walk'),
    /^unproven: pages have backups that neither plain read has, .*: a-stranger$/,
  );
  const wrong = withWalk(recording, [...pages, [{ ...stranger, status: 'error' }]]);
  assert.match(wordsOn(wrong, 'paging/walk'), /^failed: backups that do not match status/);
  const page = withBase(recording, withMembers(linkTo('http://127.0.0.1/more')));
  assert.match(wordsOn(page, 'paging/walk'), /^unproven: the plain reads link to a next page/);
});

test('pages in another order than the list are warned of', () => {
  assert.equal(wordsOn(recording, 'paging/order'), 'passed: ');
  const reversed = withWalk(recording, [...pages].reverse());
  assert.match(wordsOn(reversed, 'paging/order'), /^warned: order of the backups on the pages: expected /);
  assert.deepEqual(deviationsOn(reversed, 'paging/order'), ['paging/walk part order of the list other']);
  assert.equal(wordsOn(reversed, 'paging/walk'), 'passed: ', 'all are there');
});

test('the order is unproven where the list has none, or the pages show too little of it', () => {
  const turned = changed(
    recording,
    ['show-again'],
    withItems(items => [...items].reverse()),
  );
  assert.match(wordsOn(turned, 'paging/order'), /^unproven: the two plain reads have other items, or another order/);
  assert.match(
    wordsOn(withWalk(recording, pages.slice(0, 1)), 'paging/order'),
    /^unproven: the pages show no two items/,
  );
});

test('while items come and go, pages by position may repeat and miss others, and a page may begin after one that went', () => {
  const moving = changed(
    recording,
    ['show-again'],
    withItems(items => items.slice(1)),
  );
  const twice = [pages[0], pages[0], pages[1], pages[2], pages[3]] as Item[][];
  const byPosition = withWalk(moving, twice, n => (n < 5 ? `${firstUrl}&offset=${n}` : undefined));
  assert.equal(wordsOn(byPosition, 'paging/walk'), 'unproven: items came, went or changed between the two plain reads');
  const wrong = withWalk(moving, [...pages.slice(1), [other]], n => (n < 4 ? `${firstUrl}&offset=${n}` : undefined));
  assert.match(wordsOn(wrong, 'paging/walk'), /^failed: backups that do not match status/);
  const skipping = [pages[0], pages[2], pages[3]] as Item[][];
  assert.equal(
    wordsOn(withWalk(moving, skipping), 'paging/walk'),
    'unproven: items came, went or changed between the two plain reads',
    'a page begins after the one that went',
  );
  const elsewhere = changed(
    recording,
    ['show-again'],
    withItems(items => items.filter(({ id }) => id !== other.id)),
  );
  assert.match(wordsOn(withWalk(elsewhere, skipping), 'paging/walk'), /^failed: backups that the pages leave out/);
  const refused = changed(moving, ['paging/walk/2'], withStatus(404));
  assert.equal(wordsOn(refused, 'paging/walk'), 'unproven: items came, went or changed between the two plain reads');
});

test('an item that changes may leave what is filtered, so that pages by position miss the next one', () => {
  const changing = changed(
    recording,
    ['show-again'],
    withItems(items => items.map(item => (item.id === walkedItems[0]?.id ? { ...item, status: 'error' } : item))),
  );
  const missing = [pages[0], pages[2], pages[3]] as Item[][];
  const byPosition = withWalk(changing, missing, n => (n < 3 ? `${firstUrl}&offset=${n}` : undefined));
  assert.equal(wordsOn(byPosition, 'paging/walk'), 'unproven: items came, went or changed between the two plain reads');
});

test('an item that only pages have came and went meanwhile, so that pages by position, or after it, may repeat others', () => {
  const stranger = { ...(walkedItems[0] as Item), id: 'a-stranger' };
  const moved = 'unproven: items came, went or changed between the two plain reads';
  const shifted = [[stranger], pages[0], pages[0], pages[1]] as Item[][];
  const byPosition = withWalk(recording, shifted, n => (n < 4 ? `${firstUrl}&offset=${n}` : undefined));
  assert.equal(wordsOn(byPosition, 'paging/walk'), moved);
  assert.equal(wordsOn(withWalk(recording, [pages[0], [stranger], ...pages] as Item[][]), 'paging/walk'), moved);
  const begins = withWalk(recording, [[stranger], ...pages.slice(0, 1)]);
  assert.equal(wordsOn(changed(begins, ['paging/walk/2'], withStatus(404)), 'paging/walk'), moved);
  const twice = withWalk(recording, [pages[0], pages[0], pages[1], [stranger]] as Item[][]);
  assert.match(wordsOn(twice, 'paging/walk'), /^failed: backups that come more than once/, 'no page begins after it');
});

test('a short ID in a link is its marker only as a whole value', () => {
  const short = (item: Item): Item => ({ ...item, id: String(walkedItems.findIndex(({ id }) => id === item.id) + 1) });
  const renamed = withBase(
    recording,
    withItems(items => items.map(short)),
  );
  const moving = changed(
    renamed,
    ['show-again'],
    withItems(items => items.slice(1)),
  );
  const shifted = withWalk(moving, [pages[0], pages[2], pages[3]].map(page => page?.map(short)) as Item[][], n =>
    n < 3 ? `${firstUrl}&offset=1${n}` : undefined,
  );
  assert.equal(wordsOn(shifted, 'paging/next'), 'unproven: items came, went or changed between the two plain reads');
});
