import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from '../../src/contract/contract.ts';
import { needsList, whyNotTested, withoutResponse } from '../../src/recording/not-tested.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { type Answer, type Asked, runSoFarOf } from './first-answers.ts';

const contract = sampleContract();
const why = (read: Answer | undefined, list?: Answer, asked?: Asked, of: Contract = contract): string | undefined =>
  whyNotTested(runSoFarOf(of, read, list, asked), of);
const needs = (read: Answer, list?: Answer, asked?: Asked): boolean =>
  needsList(runSoFarOf(contract, read, list, asked), contract);

/** The variables that a reason begins with; undefined where the service is to be judged. */
const blamed = (...given: Parameters<typeof why>): string | undefined => {
  const reason = why(...given);
  if (reason !== undefined) assert.match(reason, /^[A-Z_, ]+(?:: | is not set, ).*\.$/);
  return reason && /^[A-Z_]+(?:, [A-Z_]+)*/.exec(reason)?.[0];
};

const keys = 'VBS_ACCESS_KEY, VBS_SECRET_KEY';
const cloud = 'OS_CLOUD, OS_USERNAME';
const byToken: Asked = {};
const byKeys: Asked = { identifiedBy: 'keys' };
const byKeystone: Asked = { identifiedBy: 'keystone' };

/** What is told from the first read and the list, for the token, the key pair, and the token of Keystone. */
const decisions: readonly (readonly [read: Answer, list: Answer | undefined, ...blamed: (string | undefined)[]])[] = [
  [200, undefined, undefined, undefined, undefined],
  [500, undefined, undefined, undefined, undefined],
  ['timeout', [], undefined, undefined, undefined],
  // A token that Keystone has just given is good.
  [401, undefined, 'OS_TOKEN', keys, undefined],
  [401, 401, 'OS_TOKEN', keys, undefined],
  [401, ['b1'], undefined, undefined, undefined],
  // Who may read the list may read what is in it.
  [403, undefined, 'OS_TOKEN', keys, cloud],
  [403, 403, 'OS_TOKEN', keys, cloud],
  [403, 500, 'OS_TOKEN', keys, cloud],
  [403, 'timeout', 'OS_TOKEN', keys, cloud],
  [403, [], undefined, undefined, undefined],
  [403, ['b1'], undefined, undefined, undefined],
  // What is listed is there.
  [404, ['b2', 'b1'], undefined, undefined, undefined],
  [404, ['b2'], 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [404, [], 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [404, undefined, 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [404, 403, 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [404, 'closed', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  // Keystone knows the project; a token or a key pair only has to fit it.
  [404, 404, 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [404, 400, 'OS_PROJECT_ID', 'OS_PROJECT_ID', 'VBS_BACKUP_ID'],
  [400, 400, 'OS_PROJECT_ID', 'OS_PROJECT_ID', 'VBS_BACKUP_ID'],
  [400, undefined, 'OS_PROJECT_ID', 'OS_PROJECT_ID', 'VBS_BACKUP_ID'],
  [400, ['b2'], 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [400, ['b1'], undefined, undefined, undefined],
];

for (const [read, list, ...expected] of decisions) {
  const listed = list === undefined ? 'no list' : `a list with ${JSON.stringify(list)}`;
  test(`a read with ${read} and ${listed}: ${expected.map(one => one ?? 'the service').join('; ')}`, () => {
    assert.deepEqual(
      [byToken, byKeys, byKeystone].map(asked => blamed(read, list, asked)),
      expected,
    );
  });
}

/** The same where no backup is configured: the list alone was asked. */
const lookups: readonly (readonly [list: Answer, ...blamed: string[]])[] = [
  [[], 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [401, 'OS_TOKEN', keys, 'VBS_BACKUP_ID'],
  [403, 'OS_TOKEN', keys, cloud],
  [400, 'OS_PROJECT_ID', 'OS_PROJECT_ID', 'VBS_BACKUP_ID'],
  [404, 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
  [500, 'VBS_BACKUP_ID', 'VBS_BACKUP_ID', 'VBS_BACKUP_ID'],
];

test('where no subject is found, the list says why', () => {
  for (const [list, ...expected] of lookups) {
    const asked = [byToken, byKeys, byKeystone].map(one => ({ ...one, backup: undefined }));
    assert.deepEqual(
      asked.map(one => blamed(undefined, list, one)),
      expected,
      JSON.stringify(list),
    );
  }
  assert.equal(why(undefined, undefined, { backup: undefined }), undefined, 'nothing was asked yet');
});

test('the list is needed only while it may acquit the run or the service', () => {
  for (const status of [400, 403, 404]) assert.ok(needs(status), `${status}`);
  for (const status of [200, 401, 409, 500]) assert.ok(!needs(status), `${status}`);
  assert.ok(!needs(404, ['b1']));
  assert.ok(!needs(404, undefined, { simulated: true }));
});

test('the embedded service brings its own user and backup', () => {
  for (const status of [400, 401, 403, 404]) assert.equal(why(status, 403, { simulated: true }), undefined);
});

test('an operation without a subject is refused for its user or its project', () => {
  const operation = { ...contract.operation, path: '/v3/{project_id}/backups/detail' };
  const list: Contract = { ...contract, operation, subjects: {} };
  const of = (status: number, asked?: Asked) => blamed(status, undefined, asked, list);
  assert.deepEqual(
    [401, 403, 400, 404].map(status => of(status)),
    ['OS_TOKEN', 'OS_TOKEN', 'OS_PROJECT_ID', 'OS_PROJECT_ID'],
  );
  assert.deepEqual(
    [401, 403, 400, 404].map(status => of(status, byKeystone)),
    [undefined, cloud, undefined, undefined],
  );
});

test('where one and the list of all are refused alike, both operations tell the same sentence, which can be told once', () => {
  const operation = { ...contract.operation, path: '/v3/{project_id}/backups/detail' };
  const field = { ...(contract.body.envelope ?? assert.fail()), names: ['backups'], type: 'array' } as const;
  const body = { ...contract.body, envelope: field };
  const list: Contract = { ...contract, operation, subjects: {}, body };
  for (const [status, sentence] of [
    [401, 'OS_TOKEN: the service does not accept the token (401)'],
    [403, 'OS_TOKEN: the token may not read backups in this project (403); use one'],
    [400, 'OS_PROJECT_ID: the service answers 400 to reads of backups; set it to the project of the token'],
  ] as const) {
    const told = why(status, undefined, {}, list) ?? '';
    assert.ok(told.startsWith(sentence), told);
    assert.equal(why(status, status), told);
  }
  assert.equal(why(undefined, 400, { backup: undefined }), why(400, undefined, {}, list));
});

test('a subject whose list the notes do not know is wrong where it is refused', () => {
  const unlisted: Contract = { ...contract, subjects: {} };
  assert.equal(blamed(404, undefined, {}, unlisted), 'VBS_BACKUP_ID');
  assert.equal(blamed(403, undefined, {}, unlisted), 'OS_TOKEN');
});

test('every subject of an operation has to be listed, and the one that is not is named', () => {
  const operation = { ...contract.operation, path: '/v3/{project_id}/volumes/{volume_id}/backups/{backup_id}' };
  const source = contract.subjects.backup_id ?? assert.fail();
  const nested: Contract = {
    ...contract,
    operation,
    subjects: { backup_id: source, volume_id: { ...source, list: '/v3/{project_id}/volumes' } },
  };
  const evidence = runSoFarOf(nested, 404, ['b1']);
  const [asked] = evidence.operations;
  assert.ok(asked);
  const parameters = { ...asked.parameters, volume_id: 'v1' };
  assert.match(
    whyNotTested({ ...evidence, operations: [{ ...asked, parameters }] }, nested) ?? '',
    /^VBS_SUBJECT_VOLUME_ID: the service answers 404 to the read of this volume/,
  );
});

test('where no connection can be made, that is all there is to say', () => {
  const sentence = 'Cannot connect to https://vbs.test:8776: so it failed.';
  for (const kind of ['refused', 'unresolved', 'tls'] as const) {
    assert.equal(why(kind), sentence);
    assert.equal(why(undefined, kind, { backup: undefined }), sentence, 'whatever else is missing');
    assert.equal(withoutResponse(runSoFarOf(contract, kind, undefined)), sentence);
  }
  assert.equal(why('refused', ['b1']), undefined, 'it did answer once');
  assert.equal(why('timeout'), undefined);
});

test('a run without one response says so', () => {
  assert.match(
    withoutResponse(runSoFarOf(contract, 'closed', undefined)) ?? '',
    /^Not one HTTP response came from https:\/\/vbs\.test:8776\/volume: so it failed\.$/,
  );
  assert.match(withoutResponse(runSoFarOf(contract, undefined, undefined)) ?? '', /: nothing was sent\.$/);
  assert.equal(withoutResponse(runSoFarOf(contract, 500, undefined)), undefined);
});

test('the sentences say what came and what to do', () => {
  assert.equal(
    why(401),
    'OS_TOKEN: the service does not accept the token (401); it may have expired, and "openstack token issue" gives a new one.',
  );
  assert.equal(
    why(403, 500),
    'OS_TOKEN: the token may not read backups in this project (403), and their list cannot be read either (status 500); use one that has a role there.',
  );
  assert.equal(
    why(404, []),
    'VBS_BACKUP_ID: the service answers 404 to the read of this backup, and does not list it; set it to the id of a backup in this project.',
  );
  const nowhere = (asked?: Asked) => /; (.*)$/.exec(why(404, 404, asked) ?? '')?.[1];
  assert.match(nowhere() ?? '', /this project, and see whether OS_PROJECT_ID and VBS_ENDPOINT are right\.$/);
  assert.match(nowhere(byKeystone) ?? '', /this project, and see whether VBS_ENDPOINT is right\.$/);
  assert.equal(
    why(undefined, [], { backup: undefined }),
    'VBS_BACKUP_ID is not set, and the service lists no available backup in this project; set it to the id of a backup, or create one there.',
  );
});

test('the sentences name the settings that the target comes from', () => {
  const settings = {
    endpoint: 'the key endpoint (targets/staging.yaml:2)',
    user: 'the key cloud (targets/staging.yaml:1)',
    subjects: { backup_id: 'the key backup (targets/staging.yaml:3)' },
  };
  const asked: Asked = { ...byKeystone, settings };
  assert.match(why(403, undefined, asked) ?? '', /^The key cloud \(targets\/staging\.yaml:1\): the user may not read/);
  assert.match(why(undefined, 403, { ...asked, backup: undefined }) ?? '', /^The key cloud \(targets/);
  const unlisted = why(404, 404, asked) ?? '';
  assert.match(
    unlisted,
    /^The key backup \(targets\/staging\.yaml:3\): the service answers 404 to the read of this backup/,
  );
  assert.match(unlisted, /, and see whether the key endpoint \(targets\/staging\.yaml:2\) is right\.$/);
  const own = { ...settings, subjects: { [`${contract.name}.backup_id`]: 'the key of this operation' } };
  assert.match(why(404, [], { ...byKeystone, settings: own }) ?? '', /^The key of this operation: /);
  const option = { endpoint: '--endpoint', user: 'OS_TOKEN', subjects: {} };
  assert.match(
    why(400, 400, { settings: option }) ?? '',
    /^OS_PROJECT_ID: .*see whether --endpoint leads to this API\.$/,
  );
  assert.match(why(404, [], { settings: option }) ?? '', /^VBS_BACKUP_ID: /);
});
