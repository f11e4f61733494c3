import assert from 'node:assert/strict';
import { test } from 'node:test';
import { altered, withStatus } from '../../src/mutation/alterations.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import {
  changed,
  deviationsOn,
  type Item,
  itemsIn,
  linkTo,
  recording,
  summary,
  verdictOn,
  withBase,
  withItems,
  withMembers,
  withUnsent,
  wordsOn,
} from './list-recording.ts';

const all = itemsIn(recording, 'show');
const names = ['name', 'status', 'volume_id', 'name~', 'status~', 'volume_id~'];
const filter = (name: string, change: (items: readonly Item[]) => readonly Item[]) =>
  changed(recording, [`filters/${name}`], withItems(change));

test('the filters of both lists are kept', () => {
  for (const contract of [summary, undefined]) {
    for (const name of [...names, 'status/none']) {
      assert.equal(wordsOn(recording, `filters/${name}`, contract), 'passed: ', name);
    }
  }
});

test('a filter that is ignored, or leaves out a match, fails', () => {
  for (const name of names) {
    const id = `filters/${name}`;
    const ignored = filter(name, () => all);
    assert.match(wordsOn(ignored, id), /^failed: backups that do not match \S+: expected none, got /, name);
    assert.deepEqual(deviationsOn(ignored, id), [`${id} part matching other`]);
    const fewer = filter(name, items => items.slice(1));
    assert.match(wordsOn(fewer, id), /^failed: matching backups that are missing: expected none, got /, name);
    assert.deepEqual(deviationsOn(fewer, id), [`${id} part all fewer`]);
  }
});

test('a list that does not show the field is judged by the one that does', () => {
  const shown = itemsIn(recording, 'show').map(({ id, name }) => ({ id, name }));
  const ignored = altered(
    recording,
    ['filters/status'],
    withItems(() => shown),
    summary.name,
  );
  assert.deepEqual(deviationsOn(ignored, 'filters/status', summary), ['filters/status part matching other']);
  const alone = {
    ...recording,
    exchanges: recording.exchanges.filter(({ name }) => name.startsWith(`${summary.name}/`)),
  };
  assert.match(
    wordsOn(alone, 'filters/status', summary),
    /^unproven: whether the status of these matches is not known: /,
  );
  assert.equal(wordsOn(alone, 'filters/name', summary), 'passed: ');
});

test('a filter that the service refuses fails; without the version that it needs it is inapplicable', () => {
  for (const [name, status] of [
    ['status', 400],
    ['name~', 400],
    ['status', 406],
  ] as const) {
    const refused = changed(recording, [`filters/${name}`], withStatus(status));
    assert.deepEqual(deviationsOn(refused, `filters/${name}`), [`filters/${name} status 200 ${status}`]);
  }
  const older = changed(recording, ['filters/name~'], withStatus(406));
  assert.equal(
    wordsOn(older, 'filters/name~'),
    'inapplicable: the service does not have version 3.45, which this needs (406)',
  );
});

test('of an answer that is a page, only what it has is judged', () => {
  const page = changed(
    recording,
    ['filters/status'],
    withItems(items => items.slice(1)),
    withMembers(linkTo('http://127.0.0.1/more')),
  );
  assert.match(wordsOn(page, 'filters/status'), /^unproven: the answer is a page/);
  const wrong = changed(
    page,
    ['filters/status'],
    withItems(() => all),
  );
  assert.match(wordsOn(wrong, 'filters/status'), /^failed: /);
});

test('of a list that is a page, only what is known to match can be missing', () => {
  const known = withBase(recording, withMembers(linkTo('http://127.0.0.1/more')));
  assert.match(wordsOn(known, 'filters/status'), /^unproven: the plain reads link to a next page/);
  const fewer = changed(
    known,
    ['filters/status'],
    withItems(items => items.slice(1)),
  );
  assert.match(wordsOn(fewer, 'filters/status'), /^failed: matching backups that are missing/);
});

test('what matches only where case, accents and space at the end are ignored may be there, or not', () => {
  const like = withBase(
    recording,
    withItems(items => items.map((item, index) => (index === 0 ? { ...item, name: 'Nîghtly ' } : item))),
  );
  const first = itemsIn(like, 'show')[0] as Item;
  const others = (items: readonly Item[]) => items.filter(({ id }) => id !== first.id);
  const without = changed(like, ['filters/name', 'filters/name~'], withItems(others));
  const having = changed(
    without,
    ['filters/name', 'filters/name~'],
    withItems(items => [first, ...items]),
  );
  for (const one of [without, having]) {
    assert.equal(wordsOn(one, 'filters/name'), 'passed: ');
    assert.equal(wordsOn(one, 'filters/name~'), 'passed: ');
  }
});

test('items that came, went or changed are left out; unknown ones are judged by what the answer says', () => {
  const [match] = itemsIn(recording, 'filters/status');
  const moved = changed(
    recording,
    ['show-again'],
    withItems(items => items.map(item => (item.id === match?.id ? { ...item, status: 'deleting' } : item))),
  );
  const left = changed(
    moved,
    ['filters/status'],
    withItems(items => items.slice(1)),
  );
  for (const one of [moved, left]) assert.equal(wordsOn(one, 'filters/status'), 'passed: ');
  const stranger = { ...match, id: 'a-stranger' };
  assert.equal(
    wordsOn(
      filter('status', items => [...items, stranger]),
      'filters/status',
    ),
    'passed: ',
  );
  const wrong = filter('status', items => [...items, { ...stranger, status: 'error' }]);
  assert.match(wordsOn(wrong, 'filters/status'), /^failed: .*got a-stranger/);
  const silent = filter('status', items => [...items, { id: 'a-stranger' }]);
  assert.equal(
    wordsOn(silent, 'filters/status'),
    'unproven: whether the status of these matches is not known: a-stranger',
  );
});

test('where all items match, nothing shows that the filter leaves out others', () => {
  const same = withBase(
    recording,
    withItems(items => items.map(item => ({ ...item, status: 'available' }))),
  );
  const one = changed(
    same,
    ['filters/status'],
    withItems(() => itemsIn(same, 'show')),
  );
  assert.match(wordsOn(one, 'filters/status'), /^unproven: the backups do not differ in their status/);
});

test('a value that no item has gives an empty list', () => {
  const id = 'filters/status/none';
  assert.deepEqual(
    deviationsOn(
      filter('status/none', () => all),
      id,
    ),
    [`${id} part matching other`],
  );
  for (const status of [400, 404]) {
    const refused = changed(recording, [id], withStatus(status));
    assert.deepEqual(deviationsOn(refused, id), [`${id} status 200 ${status}`]);
  }
  const passing = filter('status/none', () => [{ id: 'a-stranger', status: 'creating' }]);
  assert.equal(wordsOn(passing, id), 'unproven: neither plain read has a-stranger');
});

test('a value that no item has cannot be asked for where each is there', () => {
  const id = 'filters/status/none';
  const words = ['available', 'error', 'restoring', 'creating', 'deleting', 'error_restoring'];
  const each = withBase(
    recording,
    withItems(items => items.map((item, index) => ({ ...item, status: words[index % 6] }))),
  );
  assert.equal(
    wordsOn(withUnsent(each, id, 'every documented status is there'), id),
    'inapplicable: every documented status is there',
  );
  assert.equal(verdictOn(withUnsent(recording, id, 'the run was interrupted'), id).message, 'the run was interrupted');
});

test('answers of a disturbed service prove nothing', () => {
  const id = 'filters/status';
  const answer = recording.exchanges.find(({ name }) => name.endsWith('details/filters/status')) as Exchange;
  const again = (number: number, status: number): Exchange => ({
    ...withStatus(status)(answer),
    name: number === 1 ? answer.name : `${answer.name}@${number}`,
  });
  const others = recording.exchanges.filter(one => one !== answer);
  const unsteady = { ...recording, exchanges: [...others, again(1, 503), again(2, 500)] };
  assert.match(wordsOn(unsteady, id), /^unproven: got 503 at .*, which differ/);
  const settled = { ...recording, exchanges: [...others, again(1, 503), again(2, 200)] };
  assert.equal(wordsOn(settled, id), 'passed: ');
});
