import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeOne } from '../../src/checks/verdict.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { withStatus } from '../../src/mutation/alterations.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import {
  changed,
  details,
  deviationsOn,
  itemsIn,
  linkTo,
  recording,
  summary,
  withBase,
  withItems,
  withMembers,
  wordsOn,
} from './list-recording.ts';

const counted = (count: unknown) => changed(recording, ['count'], withMembers({ count }));
const [first, ...others] = itemsIn(recording, 'show');

test('the count is the number of all items', () => {
  assert.equal(wordsOn(recording, 'count'), 'passed: ');
  assert.equal(wordsOn(recording, 'count', summary), 'passed: ');
  assert.equal(wordsOn(counted(1), 'count'), 'failed: count: expected 7, got 1');
  assert.deepEqual(deviationsOn(counted(8), 'count'), ['count value total other']);
  assert.deepEqual(deviationsOn(counted('7'), 'count'), ['count type integer string']);
  assert.deepEqual(deviationsOn(counted(undefined), 'count'), ['count type integer absent']);
});

test('the count is not there unasked', () => {
  const always = withBase(recording, withMembers({ count: 7 }));
  assert.match(wordsOn(always, 'count'), /^failed: count, unasked: expected absent, got 7 \(1 more difference\)/);
  assert.deepEqual(deviationsOn(always, 'count'), ['count extra absent present']);
});

test('without the version that has the count the rule is inapplicable; another refusal fails', () => {
  const older = changed(recording, ['count'], withStatus(406));
  assert.match(wordsOn(older, 'count'), /^inapplicable: the service does not have version 3\.45/);
  assert.deepEqual(deviationsOn(changed(recording, ['count'], withStatus(400)), 'count'), ['count status 200 400']);
});

test('the total of a list that moves, or of which only a page is known, is unproven', () => {
  const moved = changed(
    counted(6),
    ['show-again'],
    withItems(() => others),
  );
  assert.match(wordsOn(moved, 'count'), /^unproven: items came, went or changed/);
  const page = withBase(counted(70), withMembers(linkTo('http://127.0.0.1/more')));
  assert.match(wordsOn(page, 'count'), /^unproven: the plain reads link to a next page/);
  assert.match(wordsOn(changed(page, ['count'], withMembers({ count: null })), 'count'), /^failed: /);
  const twice = withBase(
    recording,
    withItems(items => [first ?? {}, ...items]),
  );
  assert.match(wordsOn(twice, 'count'), /^unproven: the list has items that cannot be told apart/);
});

test('a page may say that the count is of the items in the answer', () => {
  const { list } = details;
  if (!list?.count) throw new Error('The page documents a count.');
  const contract: Contract = { ...details, list: { ...list, count: { ...list.count, counts: 'answer' } } };
  const check = checksOf(contract).find(({ id }) => id.endsWith('/count'));
  const words = (one: typeof recording) => check && judgeOne(check, operationRecording(one, contract.name)).message;
  assert.equal(words(counted(1)), '');
  assert.equal(words(recording), 'count: expected 1, got 7');
});
