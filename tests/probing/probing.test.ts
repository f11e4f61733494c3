import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { planOf } from '../../src/probes/plan.ts';
import { whyNotTested } from '../../src/recording/not-tested.ts';
import { writeRecording } from '../../src/recording/recording-file.ts';
import { jsonMessage, message, serveBare } from '../endpoints/bare-server.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import {
  contract,
  friendly,
  isList,
  isRead,
  known,
  listSpecification,
  otherContract,
  record,
  serveFor,
  targetAt,
} from './probed-service.ts';

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
  const first = ['show-backup/list', 'show-backup/show'];
  assert.deepEqual([exchanges[0]?.name, exchanges[1]?.name], first, 'the list tells what was there');
  assert.deepEqual([requests[0]?.name, requests[1]?.name], first);
  assert.deepEqual(counted.at(-1), [requests.length, requests.length]);
  assert.ok(counted.every(([done, planned]) => done <= planned));
});

test('the first reads of several operations are asked again at the same time', async t => {
  const server = await serveFor(t, () => jsonMessage('503 Service Unavailable', {}));
  const { requests } = await record(targetAt(server, { patience: 0 }), known, {}, [contract, otherContract]);
  const names = requests.map(({ name }) => name);
  const tryOf = (number: number): string[] => names.filter(name => name.endsWith(`/show@${number}`));
  assert.deepEqual([tryOf(2).length, tryOf(3).length], [2, 2]);
  const [firstOfThird = ''] = tryOf(3);
  assert.ok(tryOf(2).every(name => names.indexOf(name) < names.indexOf(firstOfThird)));
});

test('progress counts the pages of a walk before the first of them has come', async t => {
  const service = await startEmbedded([listSpecification]);
  t.after(service.close);
  const counted: (readonly [number, number])[] = [];
  const progress = (done: number, planned: number): number => counted.push([done, planned]);
  const { member: token, other: otherToken, norole: noRoleToken } = service.tokens;
  const users = { token, otherToken, noRoleToken, project: service.project, otherProject: service.otherProject };
  const target = sampleTarget({ endpoint: service.origin, ...users });
  const { requests } = await record(target, {}, { progress }, [listSpecification.contract]);
  const pages = requests.filter(({ name }) => name.includes('/paging/walk/')).length;
  assert.ok(pages > 1);
  assert.deepEqual(counted.at(-1), [requests.length, requests.length]);
  const beforeEnd = counted.filter(([done]) => done < requests.length);
  assert.ok(
    beforeEnd.every(([done, planned]) => done < planned),
    'it is not at its end before the end',
  );
});

/** What a service answers to the request for the list, and how the reader is told that there is no backup in it. */
const noLists: readonly (readonly [what: string, answer: string | undefined, says: RegExp])[] = [
  ['none', jsonMessage('200 OK', { backups: [] }), /^VBS_BACKUP_ID is not set, .* lists no available backup/],
  ['none available', jsonMessage('200 OK', { backups: [{ id: 'b1', status: 'error' }] }), /lists no available backup/],
  [
    'a page',
    message('200 OK', { 'Content-Type': 'text/html' }, '<html>It works!'),
    /does not list backups \(the answer is not a list\)/,
  ],
  [
    'half of it',
    'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"backups":',
    /does not list backups \(.*was interrupted/,
  ],
  ['404', jsonMessage('404 Not Found', {}), /^VBS_BACKUP_ID is not set, .* does not list backups \(status 404\)/],
  ['401', jsonMessage('401 Unauthorized', {}), /^OS_TOKEN: the service does not accept the token \(401\)/],
  ['403', jsonMessage('403 Forbidden', {}), /^OS_TOKEN: the token may not read the list of backups .*\(403\)/],
  ['rubbish', 'SSH-2.0-OpenSSH_9.6p1\r\n', /does not list backups \(.*the answer is not valid HTTP/],
  ['nothing', undefined, /does not list backups \(.*closed|was interrupted/],
];

for (const [what, answer, says] of noLists) {
  test(`a list that holds ${what}: nothing else is asked, and the recording says why`, async t => {
    const server = await serveFor(t, () => answer);
    const recording = await record(targetAt(server), {});
    assert.match(whyNotTested(recording, contract) ?? '', says);
    const names = ['show-backup/list', ...(isBroken(answer) ? ['show-backup/list@2', 'show-backup/list@3'] : [])];
    assert.deepEqual(
      recording.exchanges.map(({ name }) => name),
      names,
    );
    const sent = planOf([contract], targetAt(server), {}).stages.flatMap(({ steps }) => steps);
    const requests = sent.flatMap(step => (step.kind === 'request' ? step.name : []));
    const reasons = new Map(recording.unsent.map(({ name, reason }) => [name, reason]));
    for (const name of requests) assert.match(reasons.get(name) ?? '', says, name);
    assert.equal(recording.operations[0]?.parameters.backup_id, undefined);
    assert.equal(server.heads.length, names.length);
  });
}

/** A list that is broken off, or not sent at all, is asked for three times. */
const isBroken = (answer: string | undefined): boolean => answer === undefined || answer.includes('Length: 900');

test('a secret that is listed as a backup is none: it would be written down', async t => {
  const listed = [{ id: 'member-canary', status: 'available' }];
  const server = await serveFor(t, () => jsonMessage('200 OK', { backups: listed }));
  const recording = await record(targetAt(server), {});
  assert.match(whyNotTested(recording, contract) ?? '', /lists no available backup/);
  assert.doesNotMatch(writeRecording(recording), /canary/);
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

test('several operations are asked in one run: their ways side by side, each fault once, and one list for both', async t => {
  const server = await serveFor(t, friendly);
  const { exchanges, requests, operations } = await record(targetAt(server), {}, {}, [contract, otherContract]);
  const names = exchanges.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 3), ['show-backup/list', 'show-backup/show', 'other/show']);
  assert.deepEqual(names.slice(-2), ['show-backup/show-again', 'other/show-again']);
  const of = (operation: string): string[] =>
    names.flatMap(name => (name.startsWith(`${operation}/`) ? name.slice(operation.length) : [])).sort();
  assert.deepEqual(['/list', ...of('other')], of('show-backup'));
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

test('a secret in the endpoint or in the id of the backup is not recorded', async t => {
  const server = await serveFor(t, friendly);
  const target = { ...targetAt(server), endpoint: `${server.origin}/member-canary` };
  const recording = await record(target, { backup_id: 'member-canary' });
  assert.equal(recording.target.endpoint, `${server.origin}/<OS_TOKEN>`);
  assert.equal(recording.operations[0]?.parameters.backup_id, '<OS_TOKEN>');
  assert.doesNotMatch(JSON.stringify({ ...recording, exchanges: [] }), /member-canary/);
});
