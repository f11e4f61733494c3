import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Session } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { startRewritingProxy } from '../cli/rewriting-proxy.ts';
import { jsonMessage, message } from './bare-server.ts';
import { everyEighthUnavailable, pause, resetOnce, withDefect } from './disturbances.ts';
import { type DisturbedRun, type DisturbedSettings, runDisturbed, speed, withService } from './disturbed-run.ts';
import { type Disturbing, unavailable } from './disturbing-proxy.ts';
import { checkAgainst, idsOf } from './endpoint-run.ts';
import { replay } from './replaying-server.ts';
import { reportFaults } from './sound-reports.ts';

/** One embedded service for all runs of this file. */
let close = (): void => {};
/** Ids of checks below the page. */
const idsBelow = (ids: readonly string[]): string[] => ids.map(id => id.replace(/^.*show-backup\//, ''));

const { target, subjects } = await new Promise<{ target: Target; subjects: Subjects }>(resolve => {
  void withService((open, known) => {
    resolve({ target: open, subjects: known });
    return new Promise<void>(end => {
      close = end;
    });
  });
});
after(() => close());

const run = (disturbing: Disturbing, settings?: DisturbedSettings): Promise<DisturbedRun> =>
  runDisturbed(target, subjects, disturbing, settings);

const undisturbed: Disturbing = () => undefined;
const isPlainRead = (head: string): boolean =>
  head.startsWith(`GET /v3/${target.project}/backups/${subjects['show-backup.backup_id']} `) && isOwnRead(head);
const isOwnRead = (head: string): boolean =>
  head.includes(String(target.token)) && !/openstack-api-version|image\/png|prefer|transfer-encoding/i.test(head);

test('an undisturbed service is asked nothing twice', async () => {
  const { recording, asked, verdict } = await run(undisturbed);
  assert.ok(recording.exchanges.every(({ name }) => !/@|between/.test(name)));
  assert.equal(asked, recording.exchanges.length);
  assert.equal(verdict('steady/answers').verdict, 'inapplicable');
  assert.equal(recording.slowed, undefined);
});

/** Disturbances by their names; times in milliseconds of the run's clock. */
const disturbances: Readonly<Record<string, () => Disturbing>> = {
  '503 for every eighth request': () => everyEighthUnavailable,
  'a pause': () => pause(5000 / speed),
  // The machine of the run was suspended, or so busy that it sent its requests too late.
  'a 408 to whole requests': () => (_, before) => (before > 4 && before < 12 ? unavailable(408) : undefined),
  'all connections reset once': resetOnce,
  'a restart behind a front': () => restart(unavailable(502)),
  'a restart without a front': () => restart('reset'),
};

function restart(disturbance: ReturnType<Disturbing>): Disturbing {
  let begun: number | undefined;
  return (_, before, time) => {
    if (before < 5) return undefined;
    begun ??= time;
    return time - begun < 8000 / speed ? disturbance : undefined;
  };
}

for (const [what, disturbing] of Object.entries(disturbances)) {
  test(`${what}: no MUST fails, and a real defect beside it is found`, async () => {
    // Shorter than the pause, and much longer than any answer takes.
    const settings = { change: { timeout: 200 } };
    const disturbed = await run(disturbing(), settings);
    assert.deepEqual(disturbed.failed, []);
    assert.equal(disturbed.verdict('steady/answers').verdict, 'warned');
    assert.equal(disturbed.result.exitStatus, 0);
    const defective = await run(withDefect(disturbing()), settings);
    assert.deepEqual(idsBelow(defective.failed), ['status/404']);
    assert.match(defective.verdict('status/404').message, /expected 404, got .*500 at \S+, 5 times until/);
  });
}

test('a service that stays disturbed is not judged by it, and the run is incomplete', async () => {
  const { recording, result, failed, verdict } = await run((_, before) => (before > 4 ? unavailable(502) : undefined));
  assert.deepEqual(failed, []);
  assert.deepEqual([result.verdict, result.exitStatus], ['incomplete', 1]);
  assert.match(
    result.why,
    /^The run stopped early: the service stays disturbed: the plain read got 502 at \S+, \d times/,
  );
  assert.match(verdict('status/404').message, /could not be asked again \(the service stays disturbed/);
  // On a busy machine the answers are so slow that there is but one request at a time from the start.
  if (recording.slowed === undefined) return;
  assert.match(recording.slowed, /fewer requests were sent at the same time, since the service answered 502/);
  assert.ok(result.diagnoses.includes(recording.slowed));
});

test('the first read is asked again, and its success is judged and earns the code', async () => {
  const { recording, failed, verdict } = await run((_, before) => (before < 2 ? unavailable() : undefined));
  assert.deepEqual(failed, []);
  assert.equal(verdict('status/200').verdict, 'passed');
  assert.match(verdict('status/200').message, /got 503 at \S+, 2 times until \S+, then 200 at/);
  assert.match(verdict('steady/answers').message, /^show: expected the same answer each time, got 503 at/);
  assert.ok(recording.exchanges.some(({ name }) => name === 'show-backup/show@3'));
});

test('a first read whose answers differ ends the run at once, without a verdict on the service', async () => {
  const answers = [unavailable(503), unavailable(502), 'reset', unavailable(500), unavailable(503), 'reset'] as const;
  const { recording, result, asked } = await run((_, before) => answers[before]);
  assert.deepEqual([result.verdict, result.exitStatus, asked], ['incomplete', 1, 6]);
  assert.match(result.why, /the service stays disturbed: the read got 503 at \S+, then 502 at \S+, then a reset at/);
  const reason = recording.unsent.find(({ name }) => name === 'show-backup/status/404/unknown-id')?.reason;
  assert.match(reason ?? '', /^the service stays disturbed/);
});

/** Asks the client to wait for a second. */
const putOff: ReturnType<Disturbing> = { answer: message('503 Service Unavailable', { 'Retry-After': '1' }, '') };

test('a first read that is only put off, also when it is asked again, leaves the run incomplete', async () => {
  const { result, failed, recording } = await run(head => (isPlainRead(head) ? putOff : undefined));
  assert.deepEqual([failed, result.verdict, result.exitStatus], [[], 'incomplete', 1]);
  const reason = /^the service stays disturbed: the read got 503 at \S+, 2 times until \S+$/;
  assert.match(recording.unsent.find(({ name }) => name === 'show-backup/status/404/unknown-id')?.reason ?? '', reason);
  const passing = await run((_, before) => (before < 6 ? putOff : undefined));
  assert.equal(passing.verdict('status/200').verdict, 'passed');
});

test('a first read that is refused for good fails: everything else is asked as usual', async () => {
  const { failed, asked } = await run(head => (isPlainRead(head) ? unavailable(500) : undefined));
  assert.ok(idsBelow(failed).includes('status/200'));
  assert.ok(asked > 20);
});

test('a defect in every second answer of a read is found in the answers that come', async () => {
  let reads = 0;
  const everySecond: Disturbing = head => (isPlainRead(head) && reads++ % 2 === 0 ? unavailable() : undefined);
  const { verdict, failed } = await run(everySecond);
  assert.deepEqual(failed, []);
  assert.equal(verdict('status/200').verdict, 'passed');
  assert.equal(verdict('steady/answers').verdict, 'warned');
});

test('a wrong type in every second answer of the read is found beside a disturbance', async () => {
  let reads = 0;
  const rewriting = await startRewritingProxy(target.endpoint, (head, answer) =>
    isPlainRead(head) && reads++ % 2 === 0
      ? { ...answer, body: answer.body.replace(/"size": ?\d+/, '"size":"1"') }
      : answer,
  );
  try {
    const behind = { ...target, endpoint: rewriting.origin };
    const { failed } = await runDisturbed(behind, subjects, (_, before) => (before === 0 ? unavailable() : undefined));
    assert.ok(idsBelow(failed).includes('response/size/type'), failed.join());
  } finally {
    await rewriting.close();
  }
});

test('a service that fails every second request, or every third, is not taken for one that always fails some', async () => {
  for (const period of [2, 3]) {
    let count = 0;
    const { failed, verdict } = await run(() => (count++ % period === 0 ? unavailable(500) : undefined));
    assert.deepEqual(failed, [], `every ${period}`);
    assert.equal(verdict('steady/answers').verdict, 'warned');
  }
});

/** What the service answers where a token is not accepted. */
const unauthorized: ReturnType<Disturbing> = { answer: jsonMessage('401 Unauthorized', {}) };

test('a token that expires in the middle and cannot be renewed leaves the rest unproven, with the reason', async () => {
  const { result, failed, verdict, recording } = await run(
    (head, before) => (before > 8 && head.includes(String(target.token)) ? unauthorized : undefined),
    { change: { simulated: false } },
  );
  assert.deepEqual(failed, []);
  const reason = /OS_TOKEN is not accepted any more since \d\d:\d\d:\d\d; it may have expired/;
  assert.match(result.why, reason);
  assert.deepEqual([result.verdict, result.exitStatus], ['incomplete', 1]);
  assert.match(verdict('steady').message, /no second read/);
  assert.match(recording.unsent.find(({ name }) => name === 'show-backup/show-again')?.reason ?? '', reason);
});

test('a token that expires just before the last read is told as such', async () => {
  let reads = 0;
  const { result, failed, verdict } = await run(head => (isPlainRead(head) && ++reads > 1 ? unauthorized : undefined));
  assert.deepEqual(failed, []);
  assert.match(result.why, /OS_TOKEN is not accepted any more since/);
  assert.match(verdict('steady').message, /^the second read got 401 at \S+, 3 times until .*OS_TOKEN is not accepted/);
});

/** A Keystone whose tokens live so many milliseconds, and a front that knows which of them are valid. */
function shortLived(lifetime: number) {
  const users = ['token', 'otherToken', 'noRoleToken'] as const;
  const issued = new Map<string, { readonly user: (typeof users)[number]; readonly until: number }>();
  let count = 0;
  const given: Partial<Record<(typeof users)[number], string>> = {};
  const session = (open: Target): Session => ({
    withTokensFor: async milliseconds => {
      for (const user of users) {
        const until = issued.get(given[user] ?? '')?.until ?? Number.NEGATIVE_INFINITY;
        if (Number.isFinite(milliseconds) && until > performance.now() + milliseconds / speed) continue;
        count += 1;
        given[user] = `token-no-${count}-of-${user}`;
        issued.set(given[user], { user, until: performance.now() + lifetime });
      }
      return { ...open, ...given, identifiedBy: 'keystone' };
    },
    requests: () => [],
    identities: () => [],
    secrets: () => [],
  });
  const front: Disturbing = head => {
    const token = /^x-auth-token: (token-no-\S+)\r$/im.exec(head)?.[1];
    if (token === undefined) return undefined;
    const known = issued.get(token);
    return known && known.until > performance.now()
      ? { head: head.replace(token, String(target[known.user])) }
      : unauthorized;
  };
  return { session, front, count: () => count };
}

test('tokens that expire between any two requests are renewed, and so are those that the service forgets', async () => {
  const expiring = shortLived(20_000 / speed);
  // So slow that it takes several lives of a token.
  const slow = await run(expiring.front, { session: expiring.session, change: { rate: 0.5 } });
  assert.ok(expiring.count() > 6, `${expiring.count()} tokens`);
  assert.deepEqual([slow.failed, slow.verdict('steady/answers').verdict], [[], 'inapplicable']);
  const forgotten = shortLived(Number.POSITIVE_INFINITY);
  const stale = new Set<string>();
  const forgetful = await run(
    (head, before, time) => {
      const token = /^x-auth-token: (\S+)\r$/im.exec(head)?.[1];
      if (before < 10 && token) stale.add(token);
      return before > 6 && token && stale.has(token) ? unauthorized : forgotten.front(head, before, time);
    },
    { session: forgotten.session },
  );
  assert.deepEqual(forgetful.failed, []);
  assert.equal(forgetful.verdict('steady').verdict, 'passed');
});

test('a backup that is deleted between the reads proves nothing, unless the service still lists it', async () => {
  const id = subjects['show-backup.backup_id'];
  const after404 = (listed: readonly unknown[]): Disturbing => {
    let reads = 0;
    return head => {
      if (head.includes('/backups/detail')) return { answer: jsonMessage('200 OK', { backups: listed }) };
      if (!isPlainRead(head) || ++reads < 2) return undefined;
      return { answer: jsonMessage('404 Not Found', { itemNotFound: { code: 404, message: 'Gone.' } }) };
    };
  };
  const live = { change: { simulated: false } };
  const deleted = await run(after404([{ id: 'another' }]), live);
  assert.deepEqual([deleted.failed, deleted.verdict('steady').verdict], [[], 'unproven']);
  assert.match(deleted.verdict('steady').message, /^the second read got 404: .* does not list it any more$/);
  const contradicting = await run(after404([{ id }]), live);
  assert.deepEqual(idsBelow(contradicting.failed), ['steady']);
});

test('every report of a disturbed run is sound, and shows all answers', async () => {
  let shown = 0;
  const server = await replay(await recordEmbedded(), (name, socket) => {
    const isDisturbed = name === 'status/404/unknown-id' && ++shown === 1;
    if (isDisturbed) socket.end(message('504 Gateway Timeout', {}, ''));
    return isDisturbed;
  });
  try {
    const told = await checkAgainst(server.env);
    assert.equal(told.status, 0);
    assert.deepEqual(reportFaults(told), []);
    assert.deepEqual(idsOf(told, 'warned'), ['steady/answers']);
    assert.match(told.messages.get('steady/answers') ?? '', /got 504 at \S+, then 404 at \S+/);
    assert.match(told.stdout, /\d+ of at most 60 requests sent, and 2 to ask again\./);
    const { checks } = JSON.parse(String(told.files.get('reports/conformance.json'))) as {
      readonly checks: readonly { readonly id: string; readonly exchanges: readonly string[] }[];
    };
    const tries = ['show-backup/status/404/unknown-id', 'show-backup/status/404/unknown-id@2'];
    assert.deepEqual(checks.find(({ id }) => id.endsWith('steady/answers'))?.exchanges, tries);
  } finally {
    await server.close();
  }
});
