import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Verdict } from '../../src/checks/verdict.ts';
import { command, inNewFolder, onlyShow } from '../cli/command.ts';
import { cloudsYaml, serveKeystone } from '../cli/keystone-server.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { readAsGitLab } from '../reports/junit-readers.ts';
import { unusedPort } from '../wire/serving.ts';
import { jsonMessage, serveBare } from './bare-server.ts';
import { conformanceFault } from './sound-reports.ts';

/** What a service answers to the own user. Everybody else gets 401. */
interface Service {
  readonly read: string;
  readonly list: string;
}

const refusing = (status: string): Service => ({ read: jsonMessage(status, {}), list: jsonMessage(status, {}) });
const listing = (...ids: readonly string[]): string =>
  jsonMessage('200 OK', { backups: ids.map(id => ({ id, status: 'available' })) });

const token = { OS_TOKEN: 'token-canary', OS_PROJECT_ID: 'p1', VBS_BACKUP_ID: 'b1' };
const keys = {
  OS_PROJECT_ID: 'p1',
  VBS_BACKUP_ID: 'b1',
  VBS_ACCESS_KEY: 'key-canary',
  VBS_SECRET_KEY: 'secret-canary',
};

interface Case {
  readonly service: Service;
  readonly env?: Readonly<Record<string, string>>;
  /** Asked through Keystone, as the cloud "own". */
  readonly isCloud?: boolean;
  /** Why nothing is tested; undefined: the service is in violation. */
  readonly why?: RegExp;
  /** The requests to the service, where these are all. */
  readonly requests?: readonly string[];
}

const unauthorized = refusing('401 Unauthorized');
const forbidden = refusing('403 Forbidden');
const missing = refusing('404 Not Found');
const show = 'show-backup/show';
const list = 'show-backup/list';

const cases: Readonly<Record<string, Case>> = {
  'a wrong OS_TOKEN': { service: unauthorized, why: /^OS_TOKEN: .*\(401\)/, requests: [show] },
  'a wrong key pair': {
    service: unauthorized,
    env: keys,
    why: /^VBS_ACCESS_KEY, VBS_SECRET_KEY: .*\(401\)/,
    requests: [show],
  },
  'a token of Keystone that is refused': { service: unauthorized, isCloud: true },
  'a user without a role': { service: forbidden, why: /^OS_TOKEN: .*\(403\)/, requests: [show, list] },
  'a user of Keystone without a role': {
    service: forbidden,
    isCloud: true,
    why: /^OS_CLOUD: .*\(403\)/,
    requests: [show, list],
  },
  'a user who may read the list, and not what is in it': { service: { ...forbidden, list: listing('b1') } },
  'a wrong project': {
    service: refusing('400 Bad Request'),
    why: /^OS_PROJECT_ID: .* 400 /,
    requests: [show, list],
  },
  'a backup that is not there': {
    service: { ...missing, list: listing('b2') },
    why: /^VBS_BACKUP_ID: .* 404 /,
    requests: [show, list],
  },
  'a backup that is listed': { service: { ...missing, list: listing('b2', 'b1') } },
  'a backup that was found, and is then refused': {
    service: { ...missing, list: listing('b2') },
    env: { VBS_BACKUP_ID: '' },
  },
  'no backup to find, and a wrong token': {
    service: unauthorized,
    env: { VBS_BACKUP_ID: '' },
    why: /^OS_TOKEN: .*\(401\)/,
    requests: [list],
  },
};

/**
 * Runs `check --strict` against the service, and tells what is in its reports.
 * @param only which operations are asked; none: all
 */
async function checked(t: TestContext, { service, env = token, isCloud = false }: Case, only: readonly string[]) {
  const server = await serveBare((socket, head) => {
    const isOwn = /^(?:X-Auth-Token: token-canary|Authorization: SDK-)/im.test(head);
    const answer = /\/backups(?:\/detail)?[? ]/.test(head) ? service.list : service.read;
    socket.end(isOwn ? answer : jsonMessage('401 Unauthorized', {}));
  });
  t.after(server.close);
  return inNewFolder(async folder => {
    const given = { token: 'token-canary', project: 'p1', endpoint: server.origin };
    const keystone = await serveKeystone(t, given);
    writeFileSync(path.join(folder, 'clouds.yaml'), cloudsYaml(keystone, 'own'));
    const own = isCloud ? { OS_CLOUD: 'own', VBS_BACKUP_ID: 'b1' } : { ...token, ...env, VBS_ENDPOINT: server.origin };
    const args = ['check', '--strict', ...only, ...(isCloud ? ['--target', 'cloud'] : [])];
    const { status, stderr } = await command(args, { ...own, VBS_TIMEOUT: '5', VBS_UNFINISHED_WAIT: '1' }, folder);
    assert.equal(stderr, '');
    const text = (name: string): string => readFileSync(path.join(folder, 'reports', name), 'utf8');
    assert.equal(conformanceFault(text('conformance.json')), undefined);
    const log = text('requests.log')
      .split('\n')
      .flatMap(line => line.split('  ')[1] ?? []);
    return {
      status,
      ...JSON.parse(text('conformance.json')),
      cases: [...readAsGitLab(text('junit.xml')).values()].map(one => one.status),
      requests: log.filter(name => name !== 'identity'),
    };
  });
}

for (const [what, one] of Object.entries(cases)) {
  const { why, requests } = one;
  test(`${what}: ${why ? 'not tested' : 'violations'}`, async t => {
    const report = await checked(t, one, onlyShow);
    if (!why) {
      assert.deepEqual([report.status, report.exitStatus, report.verdict], [1, 1, 'violations']);
      assert.equal(report.checks.find(({ id }: Verdict) => id.endsWith('/status/200')).verdict, 'failed');
      assert.ok(report.requests.filter((name: string) => name === list).length <= 1);
      assert.ok(report.requests.includes('show-backup/show-again'));
      return;
    }
    assert.deepEqual([report.status, report.exitStatus, report.verdict], [2, 2, 'not tested']);
    assert.match(report.why, why);
    assert.deepEqual(report.diagnoses, []);
    assert.deepEqual(report.requests, requests);
    assert.deepEqual([report.complete, report.proven.musts, report.operations[0].notTested], [false, 0, report.why]);
    assert.ok(report.checks.length > 100);
    for (const { verdict, message } of report.checks) assert.deepEqual([verdict, message], ['unproven', report.why]);
    assert.equal(report.cases.filter((status: string) => status === 'error').length, 1);
    assert.equal(report.cases.filter((status: string) => status === 'skipped').length, report.checks.length);
  });
}

const reads = ['list-backups/show', 'list-backups-details/show', show];

/** The same where all operations are asked, of which each is refused. */
const ofAll: Readonly<Record<string, Case>> = {
  'a wrong OS_TOKEN': { service: unauthorized, why: /^OS_TOKEN: .*\(401\)/, requests: reads },
  'a user without a role': {
    service: forbidden,
    why: /^OS_TOKEN: the token may not read backups in this project \(403\)/,
    requests: [...reads, list],
  },
  'a user of Keystone without a role': {
    service: forbidden,
    isCloud: true,
    why: /^OS_CLOUD: the user may not read backups in this project \(403\)/,
    requests: [...reads, list],
  },
  'a wrong project': {
    service: refusing('400 Bad Request'),
    why: /^OS_PROJECT_ID: the service answers 400 to reads of backups/,
    requests: [...reads, list],
  },
};

for (const [what, one] of Object.entries(ofAll)) {
  test(`${what} is one reason for all operations, and is told once`, async t => {
    const report = await checked(t, one, []);
    assert.deepEqual([report.status, report.verdict], [2, 'not tested']);
    assert.match(report.why, one.why ?? assert.fail());
    assert.deepEqual(report.diagnoses, []);
    assert.deepEqual([...report.requests].sort(), [...(one.requests ?? [])].sort());
    for (const { notTested } of report.operations) assert.equal(notTested, report.why);
    for (const { verdict, message } of report.checks) assert.deepEqual([verdict, message], ['unproven', report.why]);
  });
}

const inNoProject: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'and one is named': {},
  'and none is named': { VBS_BACKUP_ID: '' },
};

for (const [what, env] of Object.entries(inNoProject)) {
  test(`in a project without backups, ${what}, the lists are judged, and the rest says what to do`, async t => {
    const report = await checked(t, { service: { ...missing, list: listing() }, env }, []);
    assert.deepEqual([report.status, report.verdict], [2, 'not tested']);
    assert.match(report.why, /^VBS_BACKUP_ID(?:: the service answers 404| is not set).*; set it to the id of a backup/);
    const untested = report.operations.filter(({ notTested }: { notTested?: string }) => notTested !== undefined);
    assert.deepEqual(
      untested.map(({ page }: { page: string }) => page),
      [showBackupPage],
    );
    const verdictOf = (below: string): Verdict => report.checks.find(({ id }: Verdict) => id === `vbs/v3/${below}`);
    for (const name of ['list-backups', 'list-backups-details']) {
      assert.equal(verdictOf(`${name}/status/200`).verdict, 'passed');
      const { verdict, message } = verdictOf(`${name}/response/id/presence`);
      assert.equal(verdict, 'failed', '--strict');
      assert.match(message, /the list is empty; create backups in the project/);
    }
  });
}

test('several targets are tested, though one of them cannot be', () =>
  inNewFolder(async folder => {
    const env = { ...token, VBS_ENDPOINT: `http://127.0.0.1:${await unusedPort()}`, VBS_BACKUP_ID: '' };
    const { status } = await command(['check', '--target', 'cloud', '--target', 'mock'], env, folder);
    assert.equal(status, 2);
    const reported = (name: string): string =>
      JSON.parse(readFileSync(path.join(folder, 'reports', name, 'conformance.json'), 'utf8')).why;
    assert.match(reported('cloud'), /^Cannot connect to http:\S+: /);
    assert.match(reported('mock'), /^All \d+ /);
  }));
