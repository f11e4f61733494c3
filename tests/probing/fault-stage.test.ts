import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../src/probes/plan.ts';
import { faultLimit, faultsIn, faultTime } from '../../src/probing/run-time.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { hook, inWorld, type Told } from './fault-world.ts';

/** What one fault takes until the service is looked at for the first time. */
const around = (code: number): string[] => [
  `enter ${code}`,
  `GET status/${code}/hook`,
  `leave ${code}`,
  `GET recovery/${code}/1`,
];

/** What one fault takes when all goes well. */
const whole = (code: number): string[] => [...around(code), 'forget'];

const answersOf = ({ stage }: Told): [string, number | undefined][] =>
  stage.exchanges.map(({ name, response }) => [name.replace(/^sample\//, ''), response?.status]);

/** Why the fault with this code shows nothing; undefined when it does, or when there is no such fault. */
const reasonOf = ({ stage }: Told, code: number): string | undefined =>
  stage.unsent.find(({ name }) => name === `sample/status/${code}/hook`)?.reason;

test('faults are brought about one at a time, seen, left, and over before the next one', async () => {
  const told = await inWorld({});
  assert.deepEqual(told.log, ['renew', 'start', ...whole(409), ...whole(502), 'close']);
  assert.deepEqual(answersOf(told), [
    ['status/409/hook', 409],
    ['status/502/hook', 502],
  ]);
  assert.equal(told.stage.damage, undefined);
});

test('without hooks nothing is started', async () => {
  const told = await inWorld({ codes: [] });
  assert.deepEqual(told.log, []);
  assert.deepEqual(told.stage.unsent, []);
});

test('a fault that does not come about is left all the same, tells why, and the next one is entered', async () => {
  const told = await inWorld({ enter: async code => (code === 409 ? 'exited with 1: no such thing' : undefined) });
  assert.deepEqual(told.log, [
    'renew',
    'start',
    'enter 409',
    'leave 409',
    'GET recovery/409/1',
    'forget',
    ...whole(502),
    'close',
  ]);
  assert.equal(reasonOf(told, 409), 'the fault hook failed: it exited with 1: no such thing');
  assert.deepEqual(answersOf(told), [['status/502/hook', 502]]);
  assert.equal(told.stage.damage, undefined);
});

test('a fault that cannot be left ends it: nothing more is entered or asked, and the damage is told', async () => {
  const told = await inWorld({ leave: async () => 'exited with 7' });
  assert.deepEqual(told.log, ['renew', 'start', ...around(409).slice(0, 3), 'close']);
  const damage =
    'the "leave" command of the fault hook for 409 failed (it exited with 7); check the service, then run npx vbs-conformance recover';
  assert.deepEqual([told.stage.damage, reasonOf(told, 409), reasonOf(told, 502)], [damage, damage, damage]);
  assert.deepEqual(told.stage.exchanges, []);
});

test('the damage counts more than that the fault did not come about', async () => {
  const told = await inWorld({ enter: async () => 'did not end within 1 s', leave: async () => 'exited with 7' });
  assert.match(told.stage.damage ?? '', /"leave" command/);
});

test('a service that is not back at once is looked at again, ever more patiently', async () => {
  const told = await inWorld({ codes: [502], recoveries: [502, 503, 200] });
  const looks = ['sleep 500', 'GET recovery/502/2', 'sleep 1000', 'GET recovery/502/3'];
  assert.deepEqual(told.log, ['renew', 'start', ...around(502), ...looks, 'forget', 'close']);
  assert.equal(told.stage.damage, undefined);
});

test('a token that is not accepted after a fault is renewed before the service is looked at again', async () => {
  const told = await inWorld({ codes: [502], recoveries: [401, 200] });
  const looks = ['renew', 'sleep 500', 'GET recovery/502/2'];
  assert.deepEqual(told.log, ['renew', 'start', ...around(502), ...looks, 'forget', 'close']);
  assert.equal(told.stage.damage, undefined);
});

test('a service that does not come back within a minute is damaged, and no other fault is entered', async () => {
  const told = await inWorld({ codes: [409, 502], recoveries: Array(50).fill(503) });
  const slept = told.log.flatMap(one => (one.startsWith('sleep') ? Number(one.split(' ')[1]) : []));
  assert.ok(slept.reduce((sum, one) => sum + one, 0) > 60_000);
  assert.equal(told.log.filter(one => one.startsWith('GET recovery')).length, slept.length + 1);
  const damage = 'after the fault hook for 409, the service did not answer 200 again (status 503); check the service';
  assert.deepEqual([told.stage.damage, reasonOf(told, 502)], [damage, damage]);
  assert.deepEqual(answersOf(told), [['status/409/hook', 409]], 'what was seen in the fault was seen');
  assert.equal(told.log.at(-1), 'close');
});

test('an answer of 200 that breaks off is not yet the service that was', async () => {
  const broken = { kind: 'closed', message: 'the body ended too early' } as const;
  let count = 0;
  const told = await inWorld({
    codes: [502],
    send: async name => {
      count += 1;
      return exchangeOf({ name, response: responseOf(''), failure: count < 4 ? broken : undefined });
    },
  });
  assert.deepEqual(told.log.slice(-3), ['GET recovery/502/3', 'forget', 'close']);
  assert.equal(told.stage.damage, undefined);
});

test('a run that is interrupted while the fault comes about leaves it, and tells why it shows nothing', async () => {
  const ended = new AbortController();
  const told = await inWorld({
    ended,
    enter: () => {
      setImmediate(() => ended.abort());
      return new Promise(() => {});
    },
  });
  assert.deepEqual(told.log, ['renew', 'start', 'enter 409', 'leave 409', 'close']);
  const reason = 'the run ended before an answer came';
  assert.deepEqual([reasonOf(told, 409), reasonOf(told, 502), told.stage.damage], [reason, reason, undefined]);
});

test('a run that is interrupted while the fault is looked at leaves it', async () => {
  const ended = new AbortController();
  const told = await inWorld({
    ended,
    send: async name => {
      ended.abort();
      return exchangeOf({ name, response: undefined, failure: { kind: 'interrupted', message: 'interrupted' } });
    },
  });
  assert.deepEqual(told.log, ['renew', 'start', ...around(409).slice(0, 3), 'close']);
});

test('a run that is interrupted while the service comes back waits no longer', async () => {
  const ended = new AbortController();
  const told = await inWorld({
    ended,
    recoveries: [503, 503, 503],
    sleep: async () => {
      ended.abort();
      return false;
    },
  });
  assert.deepEqual(told.log, ['renew', 'start', ...around(409), 'sleep 500', 'close']);
  assert.equal(
    told.stage.damage,
    'after the fault hook for 409, the service did not answer 200 again (status 503) before the run ended; check the service',
  );
  assert.equal(reasonOf(told, 502), told.stage.damage);
});

test('a run that was interrupted before enters nothing', async () => {
  const ended = new AbortController();
  ended.abort();
  const told = await inWorld({ ended });
  assert.ok(!told.log.some(one => one.startsWith('enter')), told.log.join());
  assert.equal(reasonOf(told, 409), 'the run ended before an answer came');
});

test('no fault is brought about that nobody could look at any more', async () => {
  const before = await inWorld({ refusal: () => 'no more requests' });
  assert.deepEqual(before.log, []);
  assert.equal(reasonOf(before, 409), 'no more requests');
  const later = await inWorld({ refusal: sent => (sent < 2 ? undefined : 'no more requests') });
  assert.deepEqual(later.log, ['renew', 'start', ...whole(409), 'close']);
  assert.deepEqual([reasonOf(later, 409), reasonOf(later, 502)], [undefined, 'no more requests']);
  assert.equal(later.stage.damage, undefined, 'the service was seen to be back');
});

test('a service that is not asked any more before it was back may be damaged', async () => {
  const told = await inWorld({ recoveries: [503], refusal: sent => (sent < 2 ? undefined : 'no more requests') });
  assert.deepEqual(told.log, ['renew', 'start', ...around(409), 'sleep 500', 'close']);
  assert.equal(
    told.stage.damage,
    'after the fault hook for 409, the service did not answer 200 again (status 503), and no more requests are sent: no more requests',
  );
});

test('what was seen in a fault that was left by itself shows nothing: it may have been over', async () => {
  const told = await inWorld({ wasLate: true, codes: [502] });
  assert.deepEqual(told.log, ['renew', 'start', ...whole(502), 'close']);
  assert.deepEqual(told.stage.exchanges, []);
  assert.match(reasonOf(told, 502) ?? '', /^the fault was left after [\d.]+ s, before the run was done with it$/);
});

test('tokens that do not hold until the last fault is over bring none about', async () => {
  const held: number[] = [];
  const told = await inWorld({
    renewTokens: async milliseconds => {
      held.push(milliseconds);
      return 'the token expired during the run';
    },
  });
  assert.deepEqual(told.log, ['renew']);
  assert.equal(reasonOf(told, 409), 'the token expired during the run');
  assert.ok((held[0] ?? 0) > 2 * 2 * 1000 + 2 * 60_000, 'entered, left, and back, twice');
});

test('whatever goes wrong in our own code, the guard is closed, and so the fault left', async () => {
  const log: string[] = [];
  const send = async (): Promise<never> => {
    throw new Error('a fault of ours');
  };
  const broken = inWorld({ send }, log);
  await assert.rejects(broken, /a fault of ours/);
  assert.deepEqual(log, ['renew', 'start', 'enter 409', 'GET status/409/hook', 'close']);
});

test('faults have the time that they may need', () => {
  const target = sampleTarget({ faults: 'hooks', hooks: [409, 502].map(hook) });
  const faults = faultsIn(planOf([sampleContract()], target, { backup_id: 'b1' }));
  assert.equal(faultTime([], 1000), 0);
  // Twice: both commands, the look at the fault, and eight looks with a minute of pauses between them.
  assert.equal(faultTime(faults, 1000), 2 * (2 * 1000 + 1000 + 8 * 1000 + 63_500));
});

test('the time after which a fault is left by itself is enough to enter it and to read in it, however slowly', () => {
  const tempo = { timeout: 5000, unfinishedWait: 1000 };
  assert.ok(faultLimit(hook(502), 3, { ...tempo, rate: undefined }) >= 1000 + 3 * 5000);
  assert.ok(faultLimit(hook(502), 3, { ...tempo, rate: 0.1 }) >= 1000 + 3 * (5000 + 10_000));
});
