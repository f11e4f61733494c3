import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { firstPage, loadContract } from '../../src/cli/specification.ts';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import { type Prober, probe } from '../../src/probing/probing.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { fixedSession, type OpenTarget } from '../../src/targets/session.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { type BareServer, jsonMessage, message, serveBare } from '../endpoints/bare-server.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { hook } from './fault-world.ts';
import { quietProber } from './quiet-prober.ts';

const { contract } = loadContract(packageRoot(), firstPage, 'ruled');

/** What a service answers to a request, told by its head; undefined: nothing, and it hangs up. */
type Answer = (head: string) => string | undefined;

const isList = (head: string): boolean => head.includes('/backups/detail?');
const isRead = (head: string): boolean => head.startsWith('GET /v3/p1/backups/b');

const backupShown = jsonMessage('200 OK', { backup: { id: 'b1', links: [] } });

/** Shows every backup to everybody, and lists two. */
const friendly: Answer = head =>
  isList(head)
    ? jsonMessage('200 OK', {
        backups: [
          { id: 'b1', status: 'error' },
          { id: 'b2', status: 'available' },
        ],
      })
    : backupShown;

async function serveFor(t: TestContext, answer: Answer): Promise<BareServer> {
  const server = await serveBare((socket, head) => {
    const text = answer(head);
    if (text === undefined) socket.destroy();
    else socket.end(text);
  });
  t.after(server.close);
  return server;
}

const targetAt = ({ origin }: BareServer, change: Partial<OpenTarget> = {}): OpenTarget => ({
  ...sampleTarget({ endpoint: origin, proxy: origin, timeout: 60_000 }),
  ...change,
});

const record = (target: OpenTarget, change: Partial<Prober> = {}): Promise<Recording> =>
  probe(fixedSession(target), quietProber(contract, change));

test('the backup is read first and last, everything else is asked between, and all of it is in the log', async t => {
  const server = await serveFor(t, friendly);
  const { exchanges, requests, unsent } = await record(targetAt(server));
  const names = exchanges.map(({ name }) => name);
  assert.deepEqual([names[0], names.at(-1)], ['show', 'show-again']);
  assert.deepEqual(requests.map(({ name }) => name).sort(), [...names].sort());
  assert.equal(server.heads.length, names.length);
  assert.equal(server.heads[0], server.heads.at(-1));
  assert.ok(isRead(server.heads[0] ?? ''));
  assert.ok(unsent.some(({ name }) => name === 'status/502/hook'));
});

test('where no backup is configured the first available one of the list is asked for', async t => {
  const server = await serveFor(t, friendly);
  const counted: (readonly [number, number])[] = [];
  const progress = (done: number, planned: number): number => counted.push([done, planned]);
  const { target, exchanges, requests } = await record(targetAt(server, { backup: undefined }), { progress });
  assert.equal(target.backup, 'b2');
  assert.ok(isList(server.heads[0] ?? ''));
  assert.match(server.heads[1] ?? '', /^GET \/v3\/p1\/backups\/b2 HTTP/);
  assert.deepEqual(
    [exchanges[0]?.name, requests[0]?.name, requests[1]?.name],
    ['show', 'list', 'show'],
    'the list judges nothing, but it was sent',
  );
  assert.deepEqual(counted.at(-1), [requests.length, requests.length]);
  assert.ok(counted.every(([done, planned]) => done <= planned));
});

/** What a service answers to the request for the list, and how the reader is told that there is no backup in it. */
const noLists: readonly (readonly [what: string, answer: string | undefined, says: RegExp])[] = [
  ['none', jsonMessage('200 OK', { backups: [] }), /lists no available backup in the project; set it to the id/],
  ['none available', jsonMessage('200 OK', { backups: [{ id: 'b1', status: 'error' }] }), /lists no available backup/],
  ['a page', message('200 OK', { 'Content-Type': 'text/html' }, '<html>It works!'), /lists no available backup/],
  ['half of it', 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"backups":', /does not list backups \(.*broke off/],
  ['404', jsonMessage('404 Not Found', {}), /does not list backups \(status 404\); set it to the id/],
  ['401', jsonMessage('401 Unauthorized', {}), /does not list backups \(status 401\); see whether the token is good/],
  ['403', jsonMessage('403 Forbidden', {}), /does not list backups \(status 403\); see whether the token is good/],
  ['rubbish', 'SSH-2.0-OpenSSH_9.6p1\r\n', /does not list backups \(the answer is not valid HTTP/],
  ['nothing', undefined, /does not list backups \(.*closed|broke off/],
];

for (const [what, answer, says] of noLists) {
  test(`a list that holds ${what} ends the run with one sentence on VBS_BACKUP_ID, and nothing else is asked`, async t => {
    const server = await serveFor(t, () => answer);
    const recording = record(targetAt(server, { backup: undefined }));
    await assert.rejects(recording, (error: Error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, /^VBS_BACKUP_ID is not set, .*\.$/);
      assert.match(error.message, says);
      assert.ok(error.message.includes(server.origin));
      return true;
    });
    assert.equal(server.heads.length, 1);
  });
}

test('a secret that is listed as a backup is none: it would be written down', async t => {
  const listed = [{ id: 'member-canary', status: 'available' }];
  const server = await serveFor(t, () => jsonMessage('200 OK', { backups: listed }));
  await assert.rejects(record(targetAt(server, { backup: undefined })), /lists no available backup/);
});

test('a run that is interrupted while it looks for a backup is no fault of the configuration', async t => {
  const ending = new AbortController();
  const server = await serveBare(() => ending.abort());
  t.after(server.close);
  const recording = await record(targetAt(server, { backup: undefined }), { interrupted: ending.signal });
  assert.deepEqual([recording.exchanges, server.heads.length], [[], 1]);
  assert.deepEqual(
    recording.requests.map(({ name, failure }) => [name, failure]),
    [['list', 'the run ended before an answer came']],
  );
  assert.ok(recording.unsent.some(({ name, reason }) => name === 'show' && /the run ended/.test(reason)));
});

test('probing ends with what it has when it is interrupted, and tells what it has not', async t => {
  const ending = new AbortController();
  const server = await serveBare(() => ending.abort());
  t.after(server.close);
  const { exchanges, unsent } = await record(targetAt(server), { interrupted: ending.signal });
  assert.deepEqual(exchanges, []);
  assert.ok(unsent.some(({ name, reason }) => name === 'show' && /the run ended/.test(reason)));
  assert.ok(unsent.some(({ name, reason }) => name === 'show-again' && /the run ended/.test(reason)));
});

interface Faulty {
  readonly server: BareServer;
  readonly recording: Recording;
  /** How many requests had come at each step of the guard. */
  readonly steps: readonly (readonly [step: string, requests: number])[];
}

/** Probes a service that two hooks bring into faults and out again; `leave` tells how leaving ends. */
async function inFaults(t: TestContext, leave: () => string | undefined, answer: Answer = friendly): Promise<Faulty> {
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
  return { server, recording: await record(target, { startGuard: () => guard }), steps };
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
      ['status/502/hook', 502],
      ['status/503/hook', 503],
      ['show-again', 200],
    ],
  );
  const looks = recording.requests.map(({ name }) => name).filter(name => name.startsWith('recovery/'));
  assert.deepEqual(looks, ['recovery/502/1', 'recovery/503/1']);
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
  for (const wanted of ['status/502/hook', 'status/503/hook', 'show-again']) {
    assert.equal(recording.unsent.find(({ name }) => name === wanted)?.reason, damage, wanted);
  }
  assert.ok(!recording.exchanges.some(({ name }) => name === 'show-again'));
});

test('what a hook says of its failure is kept without the secrets that it knows', async t => {
  const { recording } = await inFaults(t, () => 'exited with 22: curl: X-Auth-Token: member-canary');
  const told = recording.unsent.find(({ name }) => name === 'show-again');
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
  assert.match(recording.unsent.find(({ name }) => name === 'status/502/hook')?.reason ?? '', /could not be read/);
});
