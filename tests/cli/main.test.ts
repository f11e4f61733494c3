import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { pageIds } from '../../src/cli/pages.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { operationName } from '../../src/contract/contract.ts';
import { command, inNewFolder, onlyShow } from './command.ts';
import { spawnedCommand } from './spawned-command.ts';

const live = {
  VBS_ENDPOINT: 'http://127.0.0.1:9',
  OS_TOKEN: 'canary-token-0123456789',
  OS_PROJECT_ID: 'a'.repeat(32),
  VBS_BACKUP_ID: '00000000-1111-4222-8333-444444444444',
};

const badSettings: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['VBS_ENDPOINT', { ...live, VBS_ENDPOINT: 'vbs.example.com' }],
  ['VBS_ENDPOINT', { ...live, VBS_ENDPOINT: 'ftp://vbs.example.com' }],
  ['VBS_ENDPOINT', { ...live, VBS_ENDPOINT: 'http://127.0.0.1:9/%zz' }],
  ['VBS_ENDPOINT', { VBS_ENDPOINT: 'foo' }],
  ['VBS_BACKUP_ID', { ...live, VBS_BACKUP_ID: '../backups' }],
  ['OS_TOKEN', { ...live, OS_TOKEN: 'canary-token\n0123456789' }],
  ['VBS_TIMEOUT', { VBS_TIMEOUT: 'soon' }],
  ['VBS_RATE', { VBS_RATE: '1e-300' }],
  ['VBS_FAULTS', { VBS_FAULTS: 'always' }],
  ['VBS_ADMIN', { VBS_ADMIN: 'yes' }],
  ['STRICTNESS', { STRICTNESS: 'lax' }],
];

for (const [variable, env] of badSettings) {
  test(`a bad ${variable} (${JSON.stringify(env[variable])}) exits 2 with one sentence that names it`, () =>
    inNewFolder(async folder => {
      const { status, stderr, stdout } = await command(['check'], env, folder);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`^${variable} .*[.]\n$`));
      assert.doesNotMatch(stderr, /canary/);
    }));
}

test('a process ends with the status of its command, and writes what that writes', () =>
  inNewFolder(async folder => {
    const cases: readonly (readonly [
      status: number,
      args: readonly string[],
      env?: Readonly<Record<string, string>>,
    ])[] = [
      [0, ['--version']],
      [0, ['list', '--only', 'links/**']],
      [1, ['check', '--target', 'mock', '--only', 'status/409'], { VBS_FAULTS: 'none' }],
      [2, ['prove']],
      [2, ['check'], { ...live, OS_TOKEN: '' }],
    ];
    for (const [status, args, env = {}] of cases) {
      const spawned = await spawnedCommand(args, env, folder);
      assert.equal(spawned.status, status, args.join(' '));
      assert.deepEqual(spawned, await command(args, env, folder), args.join(' '));
    }
  }));

test('a file where REPORTS_DIR should be', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'taken'), '');
    const taken = await command(['check'], { REPORTS_DIR: 'taken' }, folder);
    assert.equal(taken.status, 2);
    assert.match(taken.stderr, /^REPORTS_DIR is "taken".*\n$/);
    const nowhere = await command(['check'], { REPORTS_DIR: '/proc/nowhere/reports' }, folder);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /^REPORTS_DIR is "\/proc\/nowhere\/reports".*\n$/);
  }));

test('an unknown command, option, target, check or glob exits 2', () =>
  inNewFolder(async folder => {
    for (const args of [
      ['prove'],
      ['check', '--fast'],
      ['check', '--target', 'nowhere'],
      ['explain', 'no/such/check'],
      ['check', '--only', 'no/**'],
      ['read', 'missing.rst'],
    ]) {
      const { status, stderr } = await command(args, {}, folder);
      assert.equal(status, 2, args.join(' '));
      assert.notEqual(stderr, '', args.join(' '));
    }
  }));

test('check on the embedded service: 15 of 15 codes of every operation, exit 0, reports that agree with the terminal', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await spawnedCommand(['check'], {}, folder);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.match(
      stdout,
      /^Target: the embedded service, the default; choose another one with --target or VBS_ENDPOINT\n/,
    );
    const earned = stdout.match(/^\S+ +GET \S+ +(\d+) of \1 passed.*, 15 of 15 statuses earned \(simulated\)$/gm) ?? [];
    assert.deepEqual(
      earned.map(line => line.split(' ')[0]),
      pageIds(packageRoot()).map(operationName),
    );
    const conformance = JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'));
    assert.equal(conformance.sums.failed + conformance.sums.warned + conformance.sums.unproven, 0);
    assert.ok(conformance.checks.every((check: { cites: object[] }) => check.cites.length > 0));
    assert.match(readFileSync(path.join(folder, 'reports/junit.xml'), 'utf8'), /failures="0"/);
  }));

test('--only judges what it names; --strict turns an unproven MUST into a failure', () =>
  inNewFolder(async folder => {
    const links = await command(['check', '--only', 'show-backup/links/**'], {}, folder);
    assert.equal(links.status, 0);
    assert.match(links.stdout, /^\S.*\n\nlinks {2}7 of 7 passed \(1 inapplicable\)\n\n/);
    const strict = await command(['check', '--strict', '--only', 'status/409'], { VBS_FAULTS: 'none' }, folder);
    assert.equal(strict.status, 1);
    const lenient = await command(['check', '--only', 'status/40{4,9}'], { VBS_FAULTS: 'none' }, folder);
    assert.equal(lenient.status, 0);
    const nothing = await command(['check', '--only', 'status/409'], { VBS_FAULTS: 'none' }, folder);
    assert.equal(nothing.status, 1, 'never 0 for a run that proved nothing');
    assert.match(nothing.stdout, /\. Nothing was proven/);
  }));

async function withServer<T>(server: net.Server | http.Server, use: (origin: string) => Promise<T>): Promise<T> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
}

test('not one HTTP response: exit 2, with reports, whatever else is missing', () =>
  inNewFolder(async folder => {
    const garbage = net.createServer(socket => {
      socket.on('error', () => {});
      socket.resume();
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    const check = (endpoint: string) =>
      command(['check', ...onlyShow], { ...live, VBS_ENDPOINT: endpoint, VBS_TIMEOUT: '2' }, folder);
    const refused = () => check('http://127.0.0.1:9');
    const unresolved = () => check('http://no-such-host.invalid');
    const unconfigured = () => command(['check', ...onlyShow], { ...live, VBS_BACKUP_ID: '' }, folder);
    const runs = [
      [refused, /^Cannot connect to http:\/\/127\.0\.0\.1:9: the connection failed \(ECONNREFUSED\)\.$/, 1],
      [unconfigured, /^Cannot connect to http:\/\/127\.0\.0\.1:9: the connection failed/, 1],
      [unresolved, /^Cannot connect to http:\/\/no-such-host\.invalid: the host name is unknown/, 1],
      [() => withServer(garbage, check), /^Not one HTTP response came from http:\S+: the answer is not valid HTTP/, 8],
    ] as const;
    for (const [run, says, least] of runs) {
      const { status, stdout } = await run();
      const { verdict, why, diagnoses, checks, requests } = reportIn(folder);
      assert.deepEqual([status, verdict, diagnoses], [2, 'not tested', []]);
      assert.match(why, says);
      assert.ok(stdout.includes(why));
      assert.ok(checks.length > 100);
      assert.ok(least === 1 ? requests === 1 : requests >= least, 'nothing is sent after a refused connection');
    }
  }));

const reportIn = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'));

test('an unknown backup or an expired token: exit 2, and the reason begins with the variable', t =>
  inNewFolder(async folder => {
    const service = await startEmbedded([loadContract(packageRoot(), 'vbs/v3/show-backup', 'ruled')]);
    t.after(service.close);
    const env = {
      VBS_ENDPOINT: `${service.origin}/v3/${service.project}`,
      OS_TOKEN: service.tokens.member,
      OS_PROJECT_ID: service.project,
      VBS_BACKUP_ID: service.increments['show-backup.backup_id'] ?? '',
    };
    const checked = (own: Readonly<Record<string, string>>, ...args: readonly string[]) =>
      command(['check', ...onlyShow, ...args], own, folder);
    const good = await checked(env, '--verbose');
    assert.equal(good.status, 0, good.stdout);
    assert.match(good.stdout, /✓ vbs\/v3\/show-backup\/response\/description\/INC\/value/);
    const unknown = await checked({ ...env, VBS_BACKUP_ID: live.VBS_BACKUP_ID });
    assert.equal(unknown.status, 2);
    assert.match(reportIn(folder).why, /^VBS_BACKUP_ID: the service answers 404 .* the list of backups cannot be read/);
    const elsewhere = await checked({ ...env, OS_PROJECT_ID: 'another-project' });
    assert.equal(elsewhere.status, 2);
    assert.match(reportIn(folder).why, /^OS_PROJECT_ID: the service answers 400 /);
    const expired = await checked({ ...env, OS_TOKEN: live.OS_TOKEN });
    assert.equal(expired.status, 2);
    assert.match(reportIn(folder).why, /^OS_TOKEN: /);
    for (const name of ['conformance.json', 'junit.xml', 'recording.json']) {
      assert.doesNotMatch(readFileSync(path.join(folder, 'reports', name), 'utf8'), /canary-token/, name);
    }
    assert.doesNotMatch(expired.stdout + expired.stderr, /canary-token/);
  }));

test('the schemas are fresh', () =>
  inNewFolder(async folder => {
    const { status, stderr } = await command(['derive', '--check'], {}, folder);
    assert.equal(stderr, '');
    assert.equal(status, 0);
  }));

test('--verbose shows each check, --quiet the verdict alone, and not both', () =>
  inNewFolder(async folder => {
    const long = await command(['check', '-v', '--only', 'show-backup/links/**'], {}, folder);
    assert.match(long.stdout, /^ {2}✓ vbs\/v3\/show-backup\/links\/self\/once\n/m);
    const quiet = await command(['check', '-q'], {}, folder);
    assert.match(quiet.stdout, /^Verdict on the embedded service: conformant .*\n$/);
    const both = await command(['check', '-q', '-v'], {}, folder);
    assert.deepEqual([both.status, both.stdout], [2, '']);
    assert.match(both.stderr, /--quiet.*--verbose/);
  }));
