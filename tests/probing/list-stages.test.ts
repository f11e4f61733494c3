import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Contract } from '../../src/contract/contract.ts';
import { whyNotTested } from '../../src/recording/not-tested.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import { jsonMessage } from '../endpoints/bare-server.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { unusedPort } from '../wire/serving.ts';
import { contract, friendly, isList, known, otherContract, record, serveFor, targetAt } from './probed-service.ts';

/** What is read of a backup that the service refuses with this status, where its list is answered so. */
async function recordRefused(t: TestContext, status: string, list: string): Promise<Recording> {
  const server = await serveFor(t, head => (isList(head) ? list : jsonMessage(status, {})));
  return record(targetAt(server));
}

const refusing = jsonMessage('403 Forbidden', {});
const listing = (...ids: readonly string[]): string =>
  jsonMessage('200 OK', { backups: ids.map(id => ({ id, status: 'error' })) });

/** Refusals that the service is not to blame for, and whether the list is read to learn that. */
const ownFaults: readonly (readonly [status: string, list: string, sent: readonly string[]])[] = [
  ['401 Unauthorized', listing('b1'), ['show']],
  ['403 Forbidden', refusing, ['show', 'list']],
  ['404 Not Found', listing('b2'), ['show', 'list']],
  ['404 Not Found', refusing, ['show', 'list']],
  ['400 Bad Request', refusing, ['show', 'list']],
];

test('nothing more is sent where the own user or backup is refused, and what is unsent says why', async t => {
  for (const [status, list, sent] of ownFaults) {
    const recording = await recordRefused(t, status, list);
    const names = sent.map(name => `show-backup/${name}`);
    assert.deepEqual(
      recording.exchanges.map(({ name }) => name),
      names,
      status,
    );
    assert.deepEqual(
      recording.requests.map(({ name }) => name),
      names,
      status,
    );
    const why = whyNotTested(recording, contract);
    for (const name of ['status/404/unknown-id', 'status/401/no-token', 'show-again']) {
      assert.equal(recording.unsent.find(one => one.name === `show-backup/${name}`)?.reason, why, name);
    }
    assert.equal(whyNotTested(parseRecording(writeRecording(recording)), contract), why, 'and later, too');
  }
});

test('a service that refuses what it lists is asked everything', async t => {
  const refused = [
    ['404 Not Found', listing('b2', 'b1')],
    ['403 Forbidden', listing()],
  ] as const;
  for (const [status, list] of refused) {
    const { exchanges, requests } = await recordRefused(t, status, list);
    const names = exchanges.map(({ name }) => name);
    assert.deepEqual(names.slice(0, 2), ['show-backup/show', 'show-backup/list']);
    assert.equal(names.at(-1), 'show-backup/show-again');
    assert.equal(requests.filter(({ name }) => name === 'show-backup/list').length, 1);
  }
});

test('a backup that was found in the list and is then refused is asked about: the list is not read again', async t => {
  const server = await serveFor(t, head => (isList(head) ? friendly(head) : jsonMessage('404 Not Found', {})));
  const { exchanges, requests } = await record(targetAt(server), {});
  assert.equal(requests.filter(({ name }) => name.endsWith('/list')).length, 1);
  assert.ok(exchanges.some(({ name }) => name === 'show-backup/show-again'));
});

test('operations share the list that explains their refusals, and one that is read is asked everything', async t => {
  const read: Contract = {
    ...otherContract,
    operation: { ...contract.operation, path: '/v3/{project_id}/others/{backup_id}' },
  };
  const third: Contract = { ...contract, id: 'vbs/v3/third', name: 'third' };
  const server = await serveFor(t, head => {
    if (isList(head)) return listing('b2');
    return head.includes('/others/') ? friendly(head) : jsonMessage('404 Not Found', {});
  });
  const { exchanges } = await record(targetAt(server), known, {}, [contract, read, third]);
  const names = exchanges.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 4), ['show-backup/show', 'other/show', 'third/show', 'show-backup/list']);
  assert.ok(names.slice(4).every(name => name.startsWith('other/')));
  assert.ok(names.includes('other/show-again'));
});

test('after the first refused connection nothing more is sent, with a backup and without', async () => {
  const endpoint = `http://127.0.0.1:${await unusedPort()}`;
  const sent = async (subjects: Subjects) => {
    const recording = await record(sampleTarget({ endpoint, proxy: undefined }), subjects);
    assert.match(whyNotTested(recording, contract) ?? '', /^Cannot connect to http:\/\/127\.0\.0\.1:\d+: /);
    return recording.requests.map(({ name }) => name);
  };
  assert.deepEqual([await sent(known), await sent({})], [['show-backup/show'], ['show-backup/list']]);
});
