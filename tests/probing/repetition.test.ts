import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksBy, noLooks, type RepetitionSurroundings } from '../../src/probing/plain-looks.ts';
import { askAgain, type Repeated } from '../../src/probing/repetition.ts';
import { isSettled, triesOf, triesText } from '../../src/recording/tries.ts';
import type { Exchange, FailureKind } from '../../src/wire/exchange.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { sleepingClock } from '../wire/clocks.ts';
import { getOf } from '../wire/sendings.ts';

type Answer = number | FailureKind;

const exchange = (name: string, answer: Answer): Exchange =>
  typeof answer === 'number'
    ? exchangeOf({ name, response: responseOf('', [], answer), failure: undefined })
    : exchangeOf({ name, response: undefined, failure: { kind: answer, message: `because of ${answer}` } });

interface Told extends Repeated {
  /** What was sent when, as `12000 a@3`. */
  readonly log: readonly string[];
  /** For how long tokens were renewed, each time. */
  readonly renewed: readonly number[];
}

/**
 * Asks for `a` and others again, which got 503, on a clock on which time passes by sleeping only.
 * @param answer to a request, told by its name and by the seconds since the beginning
 */
async function asking(
  answer: (name: string, seconds: number) => Answer,
  {
    isBracketed = true,
    first = 503 as Answer,
    patience = 12_000,
    identifiedBy = 'token' as const,
    code = 404,
    others = [] as readonly string[],
  } = {},
): Promise<Told> {
  const clock = sleepingClock();
  const log: string[] = [];
  const renewed: number[] = [];
  const target = sampleTarget({ patience, identifiedBy });
  const around: RepetitionSurroundings = {
    conversation: {
      target: () => target,
      send: async ({ name, repetition }) => {
        assert.ok(repetition);
        log.push(`${clock.elapsed()} ${name}`);
        return exchange(name, answer(name, clock.elapsed() / 1000));
      },
      renewTokens: async milliseconds => {
        renewed.push(milliseconds);
        return undefined;
      },
    },
    clock,
    ended: new AbortController().signal,
  };
  const doubtful = ['a', ...others].map(name => ({
    sending: getOf('http://vbs.test/', { name, code }),
    exchange: exchange(name, first),
  }));
  const read = { look: (number: number) => getOf('http://vbs.test/', { name: `look ${number}` }), before: 0 };
  const looks = isBracketed ? looksBy({ ...read, first: exchange('show', 200) }, [], around) : noLooks;
  const repeated = await askAgain(doubtful, looks, around);
  return { ...repeated, log, renewed };
}

const namesOf = ({ exchanges }: Repeated): string[] => exchanges.map(({ name }) => name);
const isLook = (name: string): boolean => name.startsWith('look');

test('one wait, one look and one try do where the disturbance is over', async () => {
  const { log, unsent, disturbance } = await asking(name => (isLook(name) ? 200 : 404));
  assert.deepEqual(log, ['1000 look 1', '1000 a@2']);
  assert.deepEqual([unsent, disturbance], [[], undefined]);
});

test('the same answer for the third time comes no sooner than the patience after the first, each between good looks', async () => {
  const { log, unsent } = await asking(name => (isLook(name) ? 200 : 503));
  const deciding = [4, 5, 6, 7, 8].map(number => `12000 look ${number - 1}`);
  assert.deepEqual(log, ['1000 look 1', '1000 a@2', '1000 look 2', ...deciding, '12000 a@3', '12000 look 8']);
  assert.deepEqual(unsent, []);
});

test('a try during which the service is disturbed shows nothing, and is made again', async () => {
  let tries = 0;
  const told = await asking((name, seconds) => {
    if (!isLook(name)) return ++tries === 1 ? 503 : 404;
    return tries === 1 && seconds < 3 ? 502 : 200;
  });
  assert.deepEqual(
    told.log.map(line => line.split(' ').slice(1).join(' ')),
    ['look 1', 'a@2', 'look 2', 'look 3', 'look 4', 'look 5', 'a@2'],
  );
  assert.equal(namesOf(told).filter(name => name === 'a@2').length, 1);
});

test('a service that stays disturbed is looked at until the patience is used up, and the rest is unsent', async () => {
  const { log, unsent, disturbance } = await asking(() => 502);
  assert.ok(log.every(line => line.includes('look')));
  assert.ok(log.length < 8);
  assert.match(disturbance ?? '', /^the service stays disturbed: the plain read got 502 at \S+, \d times until/);
  assert.deepEqual(unsent, [{ name: 'a@2', reason: disturbance }]);
});

test('another disturbance that comes between begins anew, and there is an end to it', async () => {
  const answers: Answer[] = [500, 'closed', 500, 'closed', 500, 'closed', 500];
  const told = await asking(name => (isLook(name) ? 200 : (answers.shift() ?? 200)));
  assert.deepEqual(
    namesOf(told).filter(name => !isLook(name)),
    ['a@2', 'a@3', 'a@4', 'a@5', 'a@6'],
  );
});

test('a service that fails every so many requests is not taken for one that always fails some', async () => {
  for (const others of ['b', 'bc', 'bcdefghij'].map(names => [...names])) {
    for (let period = 2; period <= 20; period += 1) {
      for (let phase = 0; phase < period; phase += 1) {
        let count = phase;
        const { exchanges } = await asking(name => (count++ % period === 0 ? 503 : isLook(name) ? 200 : 404), {
          others,
        });
        for (const name of ['a', ...others]) {
          const tries = [exchange(name, 503), ...triesOf(exchanges, name)];
          const isFailure = isSettled(tries, 404) && tries.at(-1)?.response?.status === 503;
          assert.ok(!isFailure, `${name} of ${others.length + 1}: every ${period}, from ${phase}: ${triesText(tries)}`);
        }
      }
    }
  }
});

test('where other answers differ, the same answer has to come five times, at last twice in a row', async () => {
  const { log } = await asking(name => (isLook(name) ? 200 : name.startsWith('b') ? 404 : 503), { others: ['b'] });
  const deciding = log.slice(log.findIndex(line => line.endsWith(' a@3')));
  assert.deepEqual(
    deciding.map(line => line.replace(/(look) .*/, '$1')),
    ['12000 a@3', '12000 look', ...Array(5).fill('16000 look'), '16000 a@4', '16000 look', '16000 a@5', '16000 look'],
  );
});

test('a bound or the end of the run leaves the try unsent, with the reason, and no look stands for one', async () => {
  for (const kind of ['withheld', 'interrupted'] as const) {
    for (const isAtOnce of [true, false]) {
      const told = await asking(name => (isLook(name) && !isAtOnce ? 200 : kind));
      assert.deepEqual(told.unsent, [{ name: 'a@2', reason: `because of ${kind}` }]);
      assert.deepEqual(namesOf(told), isAtOnce ? [] : ['look 1']);
      assert.equal(told.disturbance, undefined);
    }
  }
});

test('what everything builds on is asked again by itself', async () => {
  const { log } = await asking(() => 503, { isBracketed: false });
  assert.deepEqual(log, ['1000 a@2', '12000 a@3']);
  const hasty = await asking(() => 503, { isBracketed: false, patience: 0 });
  assert.deepEqual(hasty.log, ['0 a@2', '0 a@3']);
});

test('a token that is not accepted is renewed before the next try, and what cannot be renewed is named', async () => {
  const told = await asking(name => (isLook(name) ? 200 : 404), { first: 401 });
  assert.deepEqual([told.renewed, told.unsent], [[Number.POSITIVE_INFINITY], []]);
  const asked = await asking(name => (isLook(name) ? 200 : 401), { code: 401 });
  assert.deepEqual(asked.renewed, [], 'a 401 that was asked for');
  const expired = await asking(() => 401, { first: 401 });
  assert.match(
    expired.disturbance ?? '',
    /^OS_TOKEN is not accepted any more since \d\d:\d\d:\d\d; it may have expired$/,
  );
});
