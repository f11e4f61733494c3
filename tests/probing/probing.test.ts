import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import { type Prober, probe } from '../../src/probing/probing.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import { ConfigurationError, type Target } from '../../src/targets/target.ts';
import { type BareServer, jsonMessage, message, serveBare } from '../endpoints/bare-server.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { hook } from './fault-world.ts';
import { quietProber } from './quiet-prober.ts';

const { contract } = loadContract(packageRoot(), 'vbs/v3/show-backup', 'ruled');

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

const targetAt = ({ origin }: BareServer, change: Partial<Target> = {}): Target => ({
  ...sampleTarget({ endpoint: origin, proxy: origin, timeout: 60_000 }),
  ...change,
});

const known = { backup_id: 'b1' };

const record = (
  target: Target,
  subjects: Subjects = known,
  change: Partial<Prober> = {},
  contracts: readonly Contract[] = [contract],
): Promise<Recording> => probe(fixedSession(target), quietProber(contracts, target, subjects, change));

test('the backup is read first and last, everything else is asked between, and all of it is in the log', async t => {
  const server = await serveFor(t, friendly);
  const { exchanges, requests, unsent } = await record(targetAt(server));
  const names = exchanges.map(({ name }) => name);
  assert.deepEqual([names[0], names.at(-1)], ['show-backup/show', 'show-backup/show-again']);
  assert.deepEqual(requests.map(({ name }) => name).sort(), [...names].sort());
  assert.equal(server.heads.length, names.length);
  assert.equal(server.heads[0], server.heads.at(-1));
  assert.ok(isRead(server.heads[0] ?? ''));
  assert.ok(unsent.some(({ name }) => name === 'show-backup/status/502/hook'));
});

test('where no backup is configured the first available one of the list is asked for', async t => {
  const server = await serveFor(t, friendly);
  const counted: (readonly [number, number])[] = [];
  const progress = (done: number, planned: number): number => counted.push([done, planned]);
  const { operations, exchanges, requests } = await record(targetAt(server), {}, { progress });
  assert.deepEqual(operations[0]?.parameters, { project_id: 'p1', backup_id: 'b2' });
  assert.ok(isList(server.heads[0] ?? ''));
  assert.match(server.heads[1] ?? '', /^GET \/v3\/p1\/backups\/b2 HTTP/);
  assert.deepEqual(
    [exchanges[0]?.name, requests[0]?.name, requests[1]?.name],
    ['show-backup/show', 'show-backup/list', 'show-backup/show'],
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
    const recording = record(targetAt(server), {});
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
  await assert.rejects(record(targetAt(server), {}), /lists no available backup/);
});

test('a run that is interrupted while it looks for a backup is no fault of the configuration', async t => {
  const ending = new AbortController();
  const server = await serveBare(() => ending.abort());
  t.after(server.close);
  const recording = await record(targetAt(server), {}, { interrupted: ending.signal });
  assert.deepEqual([recording.exchanges, server.heads.length], [[], 1]);
  assert.deepEqual(
    recording.requests.map(({ name, failure }) => [name, failure]),
    [['show-backup/list', 'the run ended before an answer came']],
  );
  assert.ok(recording.unsent.some(({ name, reason }) => name === 'show-backup/show' && /the run ended/.test(reason)));
});

test('probing ends with what it has when it is interrupted, and tells what it has not', async t => {
  const ending = new AbortController();
  const server = await serveBare(() => ending.abort());
  t.after(server.close);
  const { exchanges, unsent } = await record(targetAt(server), known, { interrupted: ending.signal });
  assert.deepEqual(exchanges, []);
  assert.ok(unsent.some(({ name, reason }) => name === 'show-backup/show' && /the run ended/.test(reason)));
  assert.ok(unsent.some(({ name, reason }) => name === 'show-backup/show-again' && /the run ended/.test(reason)));
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

test('several operations are asked in one run: their ways side by side, each fault once, and one list for both', async t => {
  const other: Contract = { ...contract, id: 'vbs/v3/other', name: 'other' };
  const server = await serveFor(t, friendly);
  const { exchanges, requests, operations } = await record(targetAt(server), {}, {}, [contract, other]);
  const names = exchanges.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 2), ['show-backup/show', 'other/show']);
  assert.deepEqual(names.slice(-2), ['show-backup/show-again', 'other/show-again']);
  const of = (operation: string): string[] =>
    names.flatMap(name => (name.startsWith(`${operation}/`) ? name.slice(operation.length) : [])).sort();
  assert.deepEqual(of('other'), of('show-backup'));
  assert.deepEqual(
    requests.map(({ name }) => name).filter(name => name.endsWith('/list')),
    ['show-backup/list'],
  );
  assert.deepEqual(
    operations.map(({ name, parameters }) => [name, parameters.backup_id]),
    [
      ['show-backup', 'b2'],
      ['other', 'b2'],
    ],
  );
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
  answer: Answer,
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
  const guard: FaultGuard = { enter: step('enter', true), leave: step('leave', false), close: step('close', false) };
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
  const unread: Answer = head => (isRead(head) ? jsonMessage('404 Not Found', {}) : friendly(head));
  const { recording } = await inFaultOfTwo(t, unread, () => 0);
  assert.deepEqual(seenIn(recording), [['other/status/502/hook', 502]]);
  assert.deepEqual(looksIn(recording), ['other/recovery/502/1']);
  assert.equal(
    recording.unsent.find(({ name }) => name === 'show-backup/status/502/hook')?.reason,
    'the backup could not be read before, so that no fault would show',
  );
});
