import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Contract } from '../../src/contract/contract.ts';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { type BareServer, jsonMessage } from '../endpoints/bare-server.ts';
import { hook } from './fault-world.ts';
import { type Answering, contract, friendly, isRead, known, record, serveFor, targetAt } from './probed-service.ts';

interface Faulty {
  readonly server: BareServer;
  readonly recording: Recording;
  /** How many requests had come at each step of the guard. */
  readonly steps: readonly (readonly [step: string, requests: number])[];
}

/** Probes a service that two hooks bring into faults and out again; `leave` tells how leaving ends. */
async function inFaults(
  t: TestContext,
  leave: () => string | undefined,
  answer: Answering = friendly,
): Promise<Faulty> {
  let fault: number | undefined;
  const steps: [string, number][] = [];
  const server = await serveFor(t, head => (fault ? jsonMessage(`${fault} Fault`, {}) : answer(head)));
  const step = (what: string): number => steps.push([what, server.heads.length]);
  const guard: FaultGuard = {
    enter: async ({ code }) => {
      step(`enter ${code}`);
      fault = code;
      return undefined;
    },
    leave: async () => {
      step('leave');
      fault = undefined;
      return leave();
    },
    wasLate: () => false,
    forget: () => void step('forget'),
    close: async () => {
      step('close');
    },
  };
  const target = targetAt(server, { faults: 'hooks', hooks: [hook(502), hook(503)] });
  return { server, recording: await record(target, known, { startGuard: () => guard }), steps };
}

test('faults come last but for the read that ends the run, and no other request is sent in one', async t => {
  const { recording, steps, server } = await inFaults(t, () => undefined);
  const count = server.heads.length;
  assert.deepEqual(steps, [
    ['enter 502', count - 5],
    ['leave', count - 4],
    ['forget', count - 3],
    ['enter 503', count - 3],
    ['leave', count - 2],
    ['forget', count - 1],
    ['close', count - 1],
  ]);
  assert.deepEqual(
    recording.exchanges.slice(-3).map(({ name, response }) => [name, response?.status]),
    [
      ['show-backup/status/502/hook', 502],
      ['show-backup/status/503/hook', 503],
      ['show-backup/show-again', 200],
    ],
  );
  const looks = recording.requests.map(({ name }) => name).filter(name => name.startsWith('show-backup/recovery/'));
  assert.deepEqual(looks, ['show-backup/recovery/502/1', 'show-backup/recovery/503/1']);
  assert.equal(recording.requests.length, count);
});

test('after a fault that could not be left nothing is asked any more, and the last read tells why', async t => {
  const { recording, steps, server } = await inFaults(t, () => 'exited with 1');
  assert.deepEqual(
    steps.map(([step]) => step),
    ['enter 502', 'leave', 'close'],
  );
  assert.equal(steps.at(-1)?.[1], server.heads.length);
  const damage =
    'the "leave" command of the fault hook for 502 failed (it exited with 1); check the service, then run npx vbs-conformance recover';
  for (const wanted of ['show-backup/status/502/hook', 'show-backup/status/503/hook', 'show-backup/show-again']) {
    assert.equal(recording.unsent.find(({ name }) => name === wanted)?.reason, damage, wanted);
  }
  assert.ok(!recording.exchanges.some(({ name }) => name === 'show-backup/show-again'));
});

test('what a hook says of its failure is kept without the secrets that it knows', async t => {
  const { recording } = await inFaults(t, () => 'exited with 22: curl: X-Auth-Token: member-canary');
  const told = recording.unsent.find(({ name }) => name === 'show-backup/show-again');
  assert.match(told?.reason ?? '', /it exited with 22: curl: X-Auth-Token: <OS_TOKEN>\)/);
  assert.doesNotMatch(JSON.stringify(recording), /member-canary/);
});

test('a backup that cannot be read keeps every fault away from the service', async t => {
  const answers = [
    ['500 Internal Server Error', /^the backup could not be read/],
    ['404 Not Found', /^VBS_BACKUP_ID: /],
  ] as const;
  for (const [answer, says] of answers) {
    const { recording, steps } = await inFaults(
      t,
      () => undefined,
      () => jsonMessage(answer, {}),
    );
    assert.deepEqual(steps, []);
    assert.match(recording.unsent.find(({ name }) => name === 'show-backup/status/502/hook')?.reason ?? '', says);
  }
});

/** Another operation, asked at an address of its own. */
const other: Contract = {
  ...contract,
  id: 'vbs/v3/other',
  name: 'other',
  operation: { ...contract.operation, path: '/v3/{project_id}/others/{backup_id}' },
};

/** Asks two operations; `broken` are heads of requests that get 502, in the fault and for so many requests after it. */
async function inFaultOfTwo(
  t: TestContext,
  answer: Answering,
  lastsFor: (head: string) => number,
): Promise<{ readonly recording: Recording; readonly steps: readonly string[] }> {
  let isBroken = false;
  const left = new Map<string, number>();
  const steps: string[] = [];
  const server = await serveFor(t, head => {
    const [line = ''] = head.split('\r\n');
    const count = left.get(line) ?? 0;
    left.set(line, isBroken ? lastsFor(head) : Math.max(0, count - 1));
    return isBroken || count > 0 ? jsonMessage('502 Fault', {}) : answer(head);
  });
  const step = (what: string, broken: boolean) => async (): Promise<undefined> => {
    steps.push(what);
    isBroken = broken;
  };
  const guard: FaultGuard = {
    enter: step('enter', true),
    leave: step('leave', false),
    wasLate: () => false,
    forget: () => {},
    close: step('close', false),
  };
  const target = targetAt(server, { faults: 'hooks', hooks: [hook(502)] });
  return { recording: await record(target, known, { startGuard: () => guard }, [contract, other]), steps };
}

const looksIn = ({ requests }: Recording): string[] =>
  requests.map(({ name }) => name).filter(name => name.includes('/recovery/'));

const seenIn = ({ exchanges }: Recording): unknown[] =>
  exchanges.filter(({ name }) => name.endsWith('/hook')).map(({ name, response }) => [name, response?.status]);

test('a fault is entered once for all operations, and is over when each of them is back', async t => {
  const { recording, steps } = await inFaultOfTwo(t, friendly, head => (head.includes('/others/') ? 1 : 0));
  assert.deepEqual(steps, ['enter', 'leave', 'close']);
  assert.deepEqual(seenIn(recording), [
    ['show-backup/status/502/hook', 502],
    ['other/status/502/hook', 502],
  ]);
  const [first, second, ...more] = looksIn(recording);
  assert.deepEqual([first, second].sort(), ['other/recovery/502/1', 'show-backup/recovery/502/1']);
  assert.deepEqual(more, ['other/recovery/502/2'], 'only what is not yet back is asked again');
  assert.equal(recording.damage, undefined);
});

test('an operation that cannot be read keeps no fault away from the others', async t => {
  const unread: Answering = head => (isRead(head) ? jsonMessage('404 Not Found', {}) : friendly(head));
  const { recording } = await inFaultOfTwo(t, unread, () => 0);
  assert.deepEqual(seenIn(recording), [['other/status/502/hook', 502]]);
  assert.deepEqual(looksIn(recording), ['other/recovery/502/1']);
  assert.equal(
    recording.unsent.find(({ name }) => name === 'show-backup/status/502/hook')?.reason,
    'the backup could not be read before, so a fault would not show',
  );
});
