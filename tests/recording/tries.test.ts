import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alikeAtEnd,
  isDisturbance,
  isRepetition,
  isSettled,
  lastTry,
  requestName,
  triesOf,
  triesText,
  tryName,
} from '../../src/recording/tries.ts';
import type { Exchange, FailureKind } from '../../src/wire/exchange.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const answered = (status: number, headers: readonly (readonly [string, string])[] = []): Exchange =>
  exchangeOf({ response: responseOf('', headers, status), failure: undefined });
const broken = (kind: FailureKind): Exchange =>
  exchangeOf({ response: undefined, failure: { kind, message: 'a sentence' } });

test('tries of a request are named by their number, and the last one counts', () => {
  assert.deepEqual(
    [1, 2, 3].map(number => tryName('a/show', number)),
    ['a/show', 'a/show@2', 'a/show@3'],
  );
  assert.deepEqual(['a/show', 'a/show@12', 'a/b@c'].map(requestName), ['a/show', 'a/show', 'a/b@c']);
  const exchanges = ['a/show', 'a/other', 'a/show@2'].map(name => exchangeOf({ name }));
  assert.deepEqual(
    triesOf(exchanges, 'a/show').map(({ name }) => name),
    ['a/show', 'a/show@2'],
  );
  assert.equal(lastTry(exchanges, 'a/show')?.name, 'a/show@2');
  assert.equal(lastTry(exchanges, 'a/none'), undefined);
  assert.deepEqual(['a/show', 'a/show@2', 'a/between/1', 'a/status/404/unknown-id'].map(isRepetition), [
    false,
    true,
    true,
    false,
  ]);
});

test('a disturbance is an error of the service, a 401, a 408, or no whole answer, unless it was asked for', () => {
  for (const status of [401, 408, 500, 502, 503, 599]) {
    assert.ok(isDisturbance(answered(status)), String(status));
    assert.ok(!isDisturbance(answered(status), status), `${status} was asked for`);
  }
  for (const status of [200, 400, 403, 404, 429]) assert.ok(!isDisturbance(answered(status)), String(status));
  for (const kind of ['timeout', 'closed', 'refused', 'tls'] as const)
    assert.ok(isDisturbance(broken(kind), 404), kind);
  for (const kind of ['not-http', 'too-large'] as const) assert.ok(!isDisturbance(broken(kind)), kind);
  assert.ok(!isDisturbance(answered(503, [['Retry-After', '1']])), 'the sender has waited');
  assert.ok(isDisturbance({ ...answered(200), failure: { kind: 'closed', message: 'in the middle' } }));
});

test('tries tell something when the last is no disturbance, or the same came three times; one alone always does', () => {
  const [good, bad, other, reset] = [answered(404), answered(503), answered(500), broken('closed')];
  const settled = [[], [bad], [bad, good], [bad, bad, bad], [good, reset, reset, reset], [bad, other, other, other]];
  for (const tries of settled) assert.ok(isSettled(tries, 404), triesText(tries));
  const open = [
    [bad, bad],
    [bad, other, bad],
    [bad, bad, other],
    [reset, bad, bad],
  ];
  for (const tries of open) assert.ok(!isSettled(tries, 404), triesText(tries));
  assert.deepEqual([alikeAtEnd([]), alikeAtEnd([bad, other, other]), alikeAtEnd([bad, bad])], [0, 2, 2]);
  assert.ok(isSettled([other, bad], 503), 'the code');
});

test('the answers are named with their times, the same ones together', () => {
  const at = (exchange: Exchange, second: number): Exchange => ({
    ...exchange,
    startedAt: `2024-02-29T10:02:${second}.000Z`,
  });
  const tries = [at(answered(504), 11), at(answered(504), 12), at(broken('closed'), 13), at(answered(404), 24)];
  assert.equal(
    triesText(tries),
    '504 at 10:02:11, 2 times until 10:02:12, then a reset at 10:02:13, then 404 at 10:02:24',
  );
  assert.equal(triesText([at(broken('timeout'), 30)]), 'a time-out at 10:02:30');
});
