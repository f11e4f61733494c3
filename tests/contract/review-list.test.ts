import assert from 'node:assert/strict';
import { test } from 'node:test';
import { review } from '../../src/contract/review.ts';
import { witnessFromObservation } from '../../src/documentation/witness.ts';
import { goodNotes, notesFrom, siblings, tapes } from './list-page.ts';

const page = { tapes: [{ serial: 'y', label: 'two', state: 'busy' }], total: 35, tapes_links: [] };
const observation = (body: object) => ({
  name: 'page.txt',
  witness: witnessFromObservation('list-tapes/page.txt', `HTTP/1.1 200 OK\n\n${JSON.stringify(body)}`),
});

const problems = (text: string, body: object = page): string[] =>
  review(tapes, [observation(body)], notesFrom(text), siblings);

const changed = (from: string, to: string): string[] => {
  assert.ok(goodNotes.includes(from), from);
  return problems(goodNotes.replace(from, to));
};

test('notes that fit the page, the page beside it and the observations have no problem', () => {
  assert.deepEqual(problems(goodNotes), []);
});

test('a count that is not that of the items needs a ruling, and the ruling needs such a count', () => {
  const unruled = problems(goodNotes.replace(/ {2}- on: \[counted\/total\][\s\S]*?(?=meanings)/, ''));
  assert.equal(unruled.length, 1);
  assert.match(
    unruled[0] ?? '',
    /^thing\.rst:\d+: `total` is documented as "How many there are here", but the answer has 35 for 1 \(list-tapes\/page\.txt:3\): there is no ruling on "counted\/total"/,
  );
  assert.match(problems(goodNotes, { ...page, total: 1 })[0] ?? '', /there is a ruling on "counted\/total", but/);
});

test('what no page has is told with its line', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['sibling: list-racks', 'sibling: list-shelves', /there is no page "list-shelves" in the same folder/],
    ['field: state', 'field: colour', /the filter names "colour", but no item has such a field/],
    ['parameter: counted', 'parameter: number', /the count names "number", which is no parameter of the query/],
    ['on: request/skip', 'on: request/jump', /a meaning of "request\/jump", but the page has no such/],
    [
      'says: At most so many',
      'says: At least so many',
      /quotes "At least so many", but the page says "At most so many"/,
    ],
  ];
  for (const [from, to, expected] of cases) {
    const found = changed(from, to);
    assert.ok(
      found.some(one => expected.test(one) && /^list-tapes\.yaml:\d+: /.test(one)),
      `${to}: ${found.join('\n')}`,
    );
  }
});

test('a parameter that the page dates is asked for with that version or a later one', () => {
  for (const since of ['"3.30"', '"2.99"']) {
    const [found = ''] = changed('match: contains, since: "3.45"', `match: contains, since: ${since}`);
    assert.match(found, /the page has "label~" since version 3\.31 \(thing\.rst:\d+\); set "since"/);
  }
  assert.match(changed('match: contains, since: "3.45"', 'match: contains')[0] ?? '', /set "since" to that version/);
  assert.deepEqual(changed('match: contains, since: "3.45"', 'match: contains, since: "3.31"'), []);
});
