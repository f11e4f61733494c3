import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrdinarySending } from '../../src/probes/sending.ts';
import type { Exchange, Failure } from '../../src/wire/exchange.ts';
import { slowDown } from '../../src/wire/slow-down.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { getOf } from './sendings.ts';

const answered = (status: number, duration = 5, headers: readonly (readonly [string, string])[] = []): Exchange =>
  exchangeOf({ response: responseOf('', headers, status), failure: undefined, duration });
const failed = (kind: Failure['kind']): Exchange =>
  exchangeOf({ response: undefined, failure: { kind, message: 'a sentence' }, duration: 5 });

/** A service that is watched; each answer comes a second after the last, and its request was sent just before. */
function watched() {
  const allowed: number[] = [];
  let time = 0;
  const { see, told } = slowDown(
    8,
    concurrent => allowed.push(concurrent),
    () => time,
  );
  const answer = (exchange: Exchange, change: Partial<OrdinarySending> = {}, begun = time + 999): void => {
    time += 1000;
    see(getOf('http://vbs.test/', change), exchange, begun);
  };
  return {
    allowed,
    told,
    answer,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

test('two answers of an overloaded service halve the requests under way, down to one', () => {
  const { allowed, told, answer } = watched();
  answer(answered(200));
  for (const status of [502, 503, 504, 503, 503, 503, 503]) answer(answered(status));
  assert.deepEqual(allowed, [4, 2, 1]);
  assert.match(
    told() ?? '',
    /^From \d\d:\d\d:\d\d on, fewer requests were sent at the same time, since the service answered 503\.$/,
  );
  const broken = watched();
  broken.answer(answered(404));
  broken.answer(failed('closed'));
  broken.answer(failed('timeout'));
  assert.deepEqual(broken.allowed, [4]);
  assert.match(broken.told() ?? '', /since answers did not come in time\.$/);
});

test('nothing changes for a single such answer, one that was asked for, one in a fault, or one with Retry-After', () => {
  const { allowed, told, answer, pass } = watched();
  answer(answered(200));
  answer(answered(503));
  pass(20_000);
  answer(answered(503));
  pass(20_000);
  for (let count = 0; count < 5; count += 1) {
    answer(answered(503), { code: 503 });
    answer(answered(503), { once: true });
    answer(answered(503, 5, [['Retry-After', '1']]));
    answer(answered(500));
    answer(failed('refused'));
  }
  assert.deepEqual([allowed, told()], [[], undefined]);
});

test('a service that never gave a good answer is not slower for being asked', () => {
  const { allowed, answer } = watched();
  for (let count = 0; count < 5; count += 1) answer(failed('timeout'));
  assert.deepEqual(allowed, []);
});

test('answers to requests that were sent before the last step are not counted again', () => {
  const { allowed, answer } = watched();
  answer(answered(200));
  answer(answered(502));
  answer(answered(502));
  for (let count = 0; count < 6; count += 1) answer(answered(502), {}, 0);
  assert.deepEqual(allowed, [4]);
});

test('four answers in a row that are much slower than usual are told; a slow service, or a slow answer, is not', () => {
  const { allowed, told, answer } = watched();
  for (const duration of [30, 40, 50, 60]) answer(answered(200, duration));
  for (const duration of [2000, 2000, 2000, 90, 2000, 2000, 2000]) answer(answered(200, duration));
  assert.deepEqual([allowed, told()], [[1], undefined]);
  answer(answered(200, 2000));
  assert.deepEqual(allowed, [1]);
  assert.match(told() ?? '', /since the answers took more than 4 times as long as before\.$/);
  const slow = watched();
  for (let count = 0; count < 20; count += 1) slow.answer(answered(200, 3000 + count * 100));
  assert.deepEqual([slow.allowed, slow.told()], [[1], undefined]);
});

test('as many requests are under way as the service could answer one after the other in a second', () => {
  const { allowed, told, answer } = watched();
  for (const duration of [100, 300, 20, 400, 900, 5, 2000]) answer(answered(404, duration));
  assert.deepEqual([allowed, told()], [[3, 2, 1], undefined]);
  const overloaded = watched();
  overloaded.answer(answered(200, 200));
  for (const status of [502, 504]) overloaded.answer(answered(status));
  overloaded.answer(answered(200, 500));
  assert.deepEqual(overloaded.allowed, [5, 3, 2]);
});

test('an answer to what is asked in a fault, and one that says that the service is overloaded, tell nothing of its speed', () => {
  const { allowed, answer } = watched();
  answer(answered(503, 2000));
  answer(answered(502, 2000), { once: true });
  assert.deepEqual(allowed, []);
});
