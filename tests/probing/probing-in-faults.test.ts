import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { type BareServer, jsonMessage } from '../endpoints/bare-server.ts';
import { hook } from './fault-world.ts';
import {
  type Answering,
  contract,
  friendly,
  known,
  otherContract,
  record,
  serveFor,
  targetAt,
} from './probed-service.ts';

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
    ['enter 503', count - 3],
    ['leave', count - 2],
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
  const damage = 'the fault hook for 502 could not be left (it exited with 1): see to the service';
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
  const { recording, steps } = await inFaults(
    t,
    () => undefined,
    () => jsonMessage('404 Not Found', {}),
  );
  assert.deepEqual(steps, []);
  assert.match(
    recording.unsent.find(({ name }) => name === 'show-backup/status/502/hook')?.reason ?? '',
    /could not be read/,
  );
});

test('a fault is entered once for all operations, and one of them shows whether the service is back', async t => {
  let isBroken = false;
  const steps: string[] = [];
  const server = await serveFor(t, head => (isBroken ? jsonMessage('502 Fault', {}) : friendly(head)));
  const step = (what: string, broken: boolean) => async (): Promise<undefined> => {
    steps.push(what);
    isBroken = broken;
  };
  const guard: FaultGuard = { enter: step('enter', true), leave: step('leave', false), close: step('close', false) };
  const target = targetAt(server, { faults: 'hooks', hooks: [hook(502)] });
  const { exchanges, requests } = await record(target, known, { startGuard: () => guard }, [contract, otherContract]);
  assert.deepEqual(steps, ['enter', 'leave', 'close']);
  const inFault = exchanges.filter(({ name }) => name.endsWith('/hook'));
  assert.deepEqual(
    inFault.map(({ name, response }) => [name, response?.status]),
    [
      ['show-backup/status/502/hook', 502],
      ['other/status/502/hook', 502],
    ],
  );
  const looks = requests.map(({ name }) => name).filter(name => name.includes('/recovery/'));
  assert.deepEqual(looks, ['show-backup/recovery/502/1']);
});
