import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listReadsFor, lookupsFor } from '../../src/probes/subjects.ts';
import { foundSubjects, listRequest } from '../../src/probing/subject-lookup.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { sampleTarget } from '../targets/sample-target.ts';

const [lookup] = lookupsFor([sampleContract()], {});
assert.ok(lookup);

test('available backups are asked for beside the one that is shown, as the same user', () => {
  const sending = listRequest(lookup, sampleTarget({ microversion: '3.45' }));
  assert.deepEqual(sending, {
    kind: 'ordinary',
    name: 'sample/list',
    operation: 'sample',
    method: 'GET',
    url: 'https://vbs.test/volume/v3/p1/backups/detail?status=available&limit=100',
    headers: {
      Accept: 'application/json',
      'User-Agent': 'vbs-conformance/0.0.0',
      'OpenStack-API-Version': 'volume 3.45',
      'X-Auth-Token': 'member-canary',
    },
  });
  assertAllowed(sending, 'https://vbs.test');
});

test('a list is signed where requests are signed', () => {
  const keys = { accessKey: 'access-canary', secretKey: 'secret-canary' };
  const sending = listRequest(lookup, sampleTarget({ token: undefined, keys }));
  assert.deepEqual(sending.keys, keys);
  assert.equal(sending.headers['X-Project-Id'], 'p1');
  assert.equal(sending.headers['X-Auth-Token'], undefined);
});

test('a list that tells of a configured backup leaves none out', () => {
  const [list] = listReadsFor([sampleContract()], { backup_id: 'b1' });
  assert.ok(list);
  const { name, url } = listRequest(list, sampleTarget());
  assert.deepEqual([name, url], ['sample/list', 'https://vbs.test/volume/v3/p1/backups/detail']);
});

test('what is found is the subject of every operation that shares the list', () => {
  const answer = (backups: unknown) => exchangeOf({ response: responseOf(JSON.stringify({ backups })) });
  const shared = { ...lookup, operations: ['sample', 'other'] };
  const found = foundSubjects(shared, answer([{ id: 'b1' }, { id: 'b2', status: 'available' }]));
  assert.deepEqual(found, { 'sample.backup_id': 'b2', 'other.backup_id': 'b2' });
  assert.deepEqual(foundSubjects(shared, answer([])), {});
  assert.deepEqual(foundSubjects(shared, exchangeOf({ response: undefined })), {});
});
