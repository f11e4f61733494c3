import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { jsonMessage } from '../endpoints/bare-server.ts';
import { environmentFor } from '../endpoints/replaying-server.ts';
import { type Endpoint, onceAsked, serve } from '../wire/serving.ts';
import { command, inNewFolder } from './command.ts';
import { asked, doctor, findings, listen, listing, readable, refusal, shown } from './doctor-service.ts';

const unauthorized = refusal('401 Unauthorized');

/** What a run could not test, and how the doctor tells it: what the service answers, and what the user has set. */
const obstacles: Readonly<Record<string, readonly [read: string, list: string, env: object, finding: RegExp]>> = {
  'a wrong token': [unauthorized, unauthorized, {}, /^✗ OS_TOKEN: the service does not accept the token \(401\)/],
  'a wrong key pair': [
    unauthorized,
    unauthorized,
    { OS_TOKEN: '', VBS_ACCESS_KEY: 'access-key-canary', VBS_SECRET_KEY: 'secret-key-canary' },
    /^✗ VBS_ACCESS_KEY, VBS_SECRET_KEY: .*\(401\)/,
  ],
  'a user without a role': [refusal('403 Forbidden'), refusal('403 Forbidden'), {}, /^✗ OS_TOKEN: .* may not read/],
  'a wrong project': [refusal('400 Bad Request'), refusal('400 Bad Request'), {}, /^✗ OS_PROJECT_ID: /],
  'a backup that is not there': [refusal('404 Not Found'), listing('another'), {}, /^✗ VBS_BACKUP_ID: .* not list it/],
  'no available backup': [shown, listing(), { VBS_BACKUP_ID: '' }, /^✗ VBS_BACKUP_ID is not set, .* no available /],
  'a backup that is listed and not shown': [
    refusal('404 Not Found'),
    listing('backup-1'),
    {},
    /^✗ The backup could not be read: status 404, though the service shows the list/,
  ],
  'a service that is broken': [refusal('500 Internal Server Error'), listing(), {}, /^✗ .* not be read: status 500\.$/],
  'another API': [jsonMessage('200 OK', { items: [] }), listing(), {}, /^✗ VBS_ENDPOINT: .*has no object "backup"/],
};

for (const [what, [read, list, change, finding]] of Object.entries(obstacles)) {
  test(`${what} is told beforehand, and nothing but the read and the list is sent`, t =>
    inNewFolder(async folder => {
      const endpoint = await listen(t, read, list);
      const env = {
        ...environmentFor(endpoint.origin, 'project-1', 'backup-1'),
        VBS_HTTP_PROXY: '',
        VBS_PATIENCE: '0',
        ...change,
      };
      const found = await doctor(folder, env);
      assert.equal(found.status, 2);
      const [first, ...others] = findings(found);
      assert.match(first ?? '', finding);
      assert.deepEqual(others, []);
      for (const request of asked(endpoint))
        assert.match(request, /^GET \/v3\/project-1\/backups\/(?:backup-1$|detail)/);
      // A service that may only be disturbed is asked three times.
      assert.ok(asked(endpoint).length <= (read.includes(' 500 ') ? 3 : 2));
      assert.doesNotMatch(found.stdout + found.stderr, /canary/);
      assert.ok(!existsSync(path.join(folder, 'reports/conformance.json')));
    }));
}

const serveAll = (t: TestContext, lists: string, read: string): Promise<Endpoint> =>
  serve(t, (socket, heard) => {
    onceAsked(() => socket.end(/\/backups(?:\/detail)?(?:\?\S*)? HTTP/.test(heard()) ? lists : read))(socket, heard);
  });

const both = [
  '✓ The backups can be read (list-backups/show is answered with 200)',
  '✓ The backups can be read (list-backups-details/show is answered with 200)',
];
const noRole = refusal('403 Forbidden');
const unknown = refusal('404 Not Found');

/** What is found with three operations, of which two are lists: what lists and read get, what the user has set. */
const ofAllPages: Readonly<
  Record<string, readonly [lists: string, read: string, env: object, found: readonly string[]]>
> = {
  'everything that is needed': [listing('backup-1'), shown, {}, [...both, readable]],
  'a wrong token': [
    unauthorized,
    unauthorized,
    {},
    [
      '✗ OS_TOKEN: the service does not accept the token (401); it may have expired, and "openstack token issue" gives a new one.',
    ],
  ],
  'a user who may read nothing': [
    noRole,
    noRole,
    {},
    ['✗ OS_TOKEN: the token may not read backups in this project (403); use one that has a role there.'],
  ],
  'a wrong project': [
    refusal('400 Bad Request'),
    refusal('400 Bad Request'),
    {},
    [
      '✗ OS_PROJECT_ID: the service answers 400 to reads of backups; set it to the project of the token, and see whether VBS_ENDPOINT leads to this API.',
    ],
  ],
  'a backup that is not there': [
    listing('another'),
    unknown,
    {},
    [
      ...both,
      '✗ VBS_BACKUP_ID: the service answers 404 to the read of this backup, and does not list it; set it to the id of a backup in this project.',
    ],
  ],
  'a project without backups': [
    listing(),
    unknown,
    { VBS_BACKUP_ID: '' },
    [
      ...both,
      '✗ VBS_BACKUP_ID is not set, and the service lists no available backup in this project; set it to the id of a backup, or create one there.',
    ],
  ],
  'lists that are broken': [
    refusal('500 Internal Server Error'),
    shown,
    {},
    ['✗ The backups could not be read: status 500.', readable],
  ],
  'another API': [
    jsonMessage('200 OK', { items: [] }),
    jsonMessage('200 OK', { items: [] }),
    {},
    [
      '✗ VBS_ENDPOINT: this is another API: its answer is JSON, but has no list "backups".',
      '✗ VBS_ENDPOINT: this is another API: its answer is JSON, but has no object "backup".',
    ],
  ],
};

for (const [what, [lists, read, change, found]] of Object.entries(ofAllPages)) {
  test(`of all pages, ${what} is told, and what is wrong with all of them is told once`, t =>
    inNewFolder(async folder => {
      const { origin } = await serveAll(t, lists, read);
      const env = { ...environmentFor(origin, 'project-1', 'backup-1'), VBS_HTTP_PROXY: '', ...change };
      const told = await command(['doctor'], { VBS_TIMEOUT: '5', VBS_PATIENCE: '0', ...env }, folder);
      assert.deepEqual(findings(told), found);
      assert.equal(told.status, found.every(line => line.startsWith('✓')) ? 0 : 2);
    }));
}

test('what it sends now is said, and what only if a read is refused', t =>
  inNewFolder(async folder => {
    const { origin } = await serveAll(t, listing('backup-1'), shown);
    const env = { ...environmentFor(origin, 'project-1', 'backup-1'), VBS_HTTP_PROXY: '' };
    const sends = async (change: object): Promise<string | undefined> =>
      /the doctor sends (.*)\):/.exec((await command(['doctor'], { ...env, ...change }, folder)).stdout)?.[1];
    const reads = 'list-backups/show, list-backups-details/show and show-backup/show now';
    assert.equal(await sends({}), `${reads}, and show-backup/list if show-backup/show is refused`);
    assert.equal(await sends({ VBS_BACKUP_ID: '' }), `show-backup/list, ${reads}`);
  }));
