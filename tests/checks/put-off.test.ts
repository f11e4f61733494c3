import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changed,
  exchangeIn,
  inSequence,
  recordEmbedded,
  verdictOn,
  withExchange,
  withField,
  without,
  withStatus,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const later = inSequence(withStatus(503), withField('retry-after', '60'));

/** Exchanges that one check alone needs, and that check. */
const cases: readonly (readonly [exchange: string, id: string])[] = [
  ['show-again', 'steady'],
  ['status/401/no-token', 'refusal/no-token'],
  ['status/401/wrong-token', 'refusal/wrong-token'],
  ['status/403/no-role', 'refusal/no-role'],
  ['status/403/other-project', 'refusal/other-project'],
  ['status/404/unknown-id', 'status/404'],
];

test('a request that was put off proves nothing: not that it was refused, nor that the service deviates', () => {
  for (const [exchange, id] of cases) {
    for (const put of [withStatus(429), later]) {
      const verdict = verdictOn(changed(conforming, [exchange], put), id);
      assert.equal(verdict.verdict, 'unproven', id);
      assert.match(verdict.message, /which only /, id);
    }
  }
});

test('the link behind self that was put off leaves the backup there unproven', () => {
  const followed = withExchange(without(conforming, 'follow/self'), 'follow/self', exchangeIn(conforming, 'show'));
  const limited = changed(followed, ['follow/self'], withStatus(429));
  assert.equal(verdictOn(limited, 'links/self/same-backup').verdict, 'unproven');
});

test('a 503 that is wanted is no request put off', () => {
  const wanted = changed(conforming, ['status/503/prefer', 'status/503/hook'], withField('retry-after', '60'));
  assert.equal(verdictOn(wanted, 'status/503').verdict, 'passed');
});
