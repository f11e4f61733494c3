import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wayOutcome } from '../../src/probes/outcome.ts';
import { firstRead, waysOf } from '../../src/probes/ways.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  changed,
  contract,
  inSequence,
  namesIn,
  recordEmbedded,
  verdictOn,
  verdictsOn,
  withField,
  without,
  withStatus,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();

const own = waysOf(contract).filter(({ name }) => name !== firstRead);

for (const way of own) {
  test(`${way.name}: another status fails its check or is left open, and is never shown as passed by it`, () => {
    const siblings = own.filter(one => one.code === way.code && one !== way).map(({ name }) => name);
    for (const status of [200, 204, 302, 400, 401, 403, 404, 405, 406, 407, 408, 409, 418, 500, 501, 502, 503, 504]) {
      if (status === way.code) continue;
      const alone = changed(without(conforming, ...siblings), [way.name], withStatus(status));
      const outcome = wayOutcome(way, { status, fromFront: false });
      const expected = outcome === 'open' ? 'unproven' : 'failed';
      assert.equal(verdictOn(alone, `status/${way.code}`).verdict, expected, `${status}`);
      if (outcome === 'open') continue;
      const beside = changed(conforming, [way.name], withStatus(status));
      assert.equal(verdictOn(beside, `status/${way.code}`).verdict, 'failed', `${status} beside others`);
    }
  });
}

test('a limited rate says nothing of the request: a 429 is neither earned nor contradicted', () => {
  for (const { name, code } of own) {
    const limited = verdictOn(changed(conforming, [name], withStatus(429)), `status/${code}`);
    assert.notEqual(limited.verdict, 'failed', name);
    assert.match(limited.message, /got 429, which only limits the rate of requests/, name);
  }
});

test('a status that is earned tells by which way, with what evidence, from whom, and what the other ways got', () => {
  const live = { ...conforming, target: { ...conforming.target, simulated: false } };
  const page = inSequence(withField('content-type', 'text/html'), withField('x-openstack-request-id', undefined));
  const told = (recording: Recording, code: number) => {
    const verdict = verdictOn(recording, `status/${code}`);
    return [verdict.verdict, verdict.evidence, verdict.answeredBy, verdict.message];
  };
  const open = changed(live, ['status/406/accept'], withStatus(200));
  const version = 'GET with an unsupported OpenStack-API-Version: got 406 from the service (observed)';
  const accept = 'GET with an unacceptable Accept: got 200, which proves nothing';
  assert.deepEqual(told(open, 406), ['passed', 'observed', 'service', `${version}; ${accept}`]);
  const slow = 'a request that never finishes: got 408 from a front (provoked)';
  assert.deepEqual(told(changed(live, ['status/408/unfinished'], page), 408), ['passed', 'provoked', 'front', slow]);
  const hook = 'GET while a fault hook is active: got 502 from a front (hooked)';
  const gateway = without(changed(live, ['status/502/hook'], page), 'status/502/prefer');
  assert.deepEqual(told(gateway, 502), ['passed', 'hooked', 'front', hook]);
  assert.deepEqual(told(without(conforming, 'status/500/hook'), 500).slice(0, 3), ['passed', 'simulated', 'service']);
});

test('a status that one way contradicts tells what the others got', () => {
  const patched = verdictOn(changed(conforming, ['status/405/patch'], withStatus(404)), 'status/405');
  assert.equal(patched.verdict, 'failed');
  assert.match(
    patched.message,
    /^PATCH without a body: expected 405, got 404; TRACE without a token: got 405 from the service \(simulated\)$/,
  );
});

test('a status that no way was sent for is unproven, with the reason', () => {
  const verdict = verdictOn(without(conforming, 'status/407/proxy'), 'status/407');
  assert.equal(verdict.verdict, 'unproven');
  assert.match(verdict.message, /left out/);
});

test('a backup that cannot be read fails one check and leaves the rest unproven', () => {
  const lost = verdictsOn(changed(conforming, ['show', 'show-again'], withStatus(404)));
  const failed = [...lost].filter(([, { verdict }]) => verdict === 'failed').map(([id]) => id);
  assert.deepEqual(failed, ['status/200']);
});

test('a status that everything gets earns nothing', () => {
  const all = namesIn(conforming);
  const codes = (verdict: string, told: ReturnType<typeof verdictsOn>): string[] =>
    [...told].filter(([id, one]) => id.startsWith('status/') && one.verdict === verdict).map(([id]) => id);
  const refusing = verdictsOn(changed(conforming, all, withStatus(404)));
  assert.deepEqual(codes('passed', refusing), []);
  assert.deepEqual(codes('failed', refusing), ['status/200']);
  assert.match(
    refusing.get('status/404')?.message ?? '',
    /the service answers this to the plain read of the backup, too$/,
  );
  const ofAll = (kind: string): string[] =>
    [...refusing].filter(([id]) => id.startsWith(kind)).map(([, { verdict }]) => verdict);
  assert.deepEqual(new Set([...ofAll('refusal/'), ...ofAll('error/')]), new Set(['unproven']));
});

test('200 is earned by the backup that was asked for, or by telling it from an id that nobody has', () => {
  const unknown = ['status/404/unknown-id'];
  const empty = changed(conforming, ['show'], withText('{}'));
  const verdict = (recording: typeof conforming) => verdictOn(recording, 'status/200').verdict;
  assert.equal(verdict(empty), 'passed');
  assert.equal(verdict(changed(empty, unknown, withStatus(200))), 'unproven');
  assert.equal(verdict(changed(conforming, unknown, withStatus(200))), 'passed');
});
