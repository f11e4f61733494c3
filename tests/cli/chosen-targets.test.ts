import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { jsonMessage, serveBare } from '../endpoints/bare-server.ts';
import { unusedPort } from '../wire/serving.ts';
import { command, inNewFolder, onlyShow } from './command.ts';

const service = await startEmbedded([loadContract(packageRoot(), showBackupPage, 'ruled')]);
after(() => service.close());
const nothing = await serveBare(socket => socket.end(jsonMessage('500 Internal Server Error', {})));
after(nothing.close);

const env = {
  OS_TOKEN: service.tokens.member,
  OS_PROJECT_ID: service.project,
  VBS_BACKUP_ID: service.examples['show-backup.backup_id'] ?? '',
  VBS_TIMEOUT: '5',
  VBS_PATIENCE: '0',
};

/** Writes profiles by their names, as text. */
function writeProfiles(folder: string, profiles: Readonly<Record<string, string>>): void {
  mkdirSync(path.join(folder, 'targets'));
  for (const [name, text] of Object.entries(profiles))
    writeFileSync(path.join(folder, 'targets', `${name}.yaml`), text);
}

const at = (origin: string): string => `endpoint: ${origin}\n`;

interface Told {
  readonly why: string;
  readonly target: { readonly name: string; readonly endpoint: string };
  readonly checks: readonly { readonly id: string; readonly verdict: string; readonly message: string }[];
}

const conformance = (folder: string, ...below: readonly string[]): Told =>
  JSON.parse(readFileSync(path.join(folder, 'reports', ...below, 'conformance.json'), 'utf8'));

/** What the report says of a status. */
const statusIn = ({ checks }: Told, code: number) => checks.find(({ id }) => id.endsWith(`/status/${code}`));

test('several targets: each is tested once, with a folder of its own, and the gravest exit status counts', () =>
  inNewFolder(async folder => {
    const gone = `http://127.0.0.1:${await unusedPort()}`;
    writeProfiles(folder, { good: at(service.origin), bad: at(nothing.origin), gone: at(gone) });
    const check = (...names: readonly string[]) =>
      command(['check', ...onlyShow, ...names.flatMap(name => ['--target', name])], env, folder);
    const good = await check('good', 'good');
    assert.equal(good.status, 0, good.stderr);
    assert.equal(conformance(folder).target.name, 'good', 'one target needs no folder');

    const both = await check('good', 'bad', 'good');
    assert.equal(both.status, 1);
    assert.deepEqual(readdirSync(path.join(folder, 'reports')).sort(), ['bad', 'good']);
    assert.equal(conformance(folder, 'good').target.endpoint, service.origin);
    assert.equal(conformance(folder, 'bad').target.endpoint, nothing.origin);
    assert.deepEqual(both.stdout.match(/^Target: \w+/gm), ['Target: good', 'Target: bad']);
    for (const name of ['good', 'bad']) {
      for (const file of ['junit.xml', 'recording.json', 'requests.log']) {
        assert.ok(existsSync(path.join(folder, 'reports', name, file)), `${name}/${file}`);
      }
    }

    const all = await check('gone', 'mock', 'bad');
    assert.equal(all.status, 2);
    assert.equal(conformance(folder, 'mock').target.name, 'mock', 'one that cannot be reached keeps nobody');
    assert.equal(conformance(folder, 'bad').target.name, 'bad');
  }));

test('one target that cannot be tested as it is configured keeps nobody from testing the others', () =>
  inNewFolder(async folder => {
    writeProfiles(folder, {
      empty: at(nothing.origin),
      good: `${at(service.origin)}backup: ${service.examples['show-backup.backup_id'] ?? ''}\n`,
    });
    const { VBS_BACKUP_ID: _, ...unset } = env;
    const { status } = await command(['check', ...onlyShow, '--target', 'empty', '--target', 'good'], unset, folder);
    assert.equal(status, 2);
    assert.match(conformance(folder, 'empty').why, /^VBS_BACKUP_ID is not set, .*\.$/);
    assert.equal(statusIn(conformance(folder, 'good'), 200)?.verdict, 'passed');
  }));

test('a target that there is not ends it with one sentence, before anything is tested', () =>
  inNewFolder(async folder => {
    const asked = nothing.heads.length;
    const check = (name: string) => command(['check', '--target', 'bad', '--target', name], env, folder);
    writeProfiles(folder, { bad: at(nothing.origin) });
    writeFileSync(path.join(folder, 'beside.yaml'), at(nothing.origin));
    for (const name of ['nowhere', '../beside', 'bad.yaml', 'targets/bad', '', 'MOCK', '.', '\u001b[31mred']) {
      const { status, stdout, stderr } = await check(name);
      assert.equal(status, 2, name);
      assert.equal(stdout, '', name);
      assert.match(
        stderr,
        /^--target is ".*", but there is no such target: the profiles in targets\/ are bad; .*\.\n$/,
        name,
      );
      assert.doesNotMatch(stderr, /\u001b/);
    }
    assert.equal(nothing.heads.length, asked);
  }));

test('without a folder of profiles that is said', () =>
  inNewFolder(async folder => {
    const { status, stderr } = await command(['check', '--target', 'nowhere'], env, folder);
    assert.equal(status, 2);
    assert.match(stderr, /targets\/ has no profiles here; use "mock", "cloud", or the name of a profile\.\n$/);
  }));

test('probes are switched off by globs, and their codes unproven with that reason', () =>
  inNewFolder(async folder => {
    const off = ['--without', 'status/40{4,8}/*', '--without', 'status/5*/prefer'];
    const { status } = await command(['check', ...onlyShow, '--target', 'mock', ...off], {}, folder);
    assert.equal(status, 0);
    const told = conformance(folder);
    for (const code of [404, 408, 500, 502]) {
      assert.equal(statusIn(told, code)?.verdict, 'unproven', String(code));
      assert.match(statusIn(told, code)?.message ?? '', /switched off/);
    }
    for (const code of [200, 405, 409]) assert.equal(statusIn(told, code)?.verdict, 'passed', String(code));
    const log = readFileSync(path.join(folder, 'reports/requests.log'), 'utf8');
    assert.doesNotMatch(log, /status\/(?:40[48]|5\d\d\/prefer)/);
  }));

/** Whether the one probe that has to be asked for is sent, by what the profile and the command line say of it. */
const switches: readonly (readonly [profile: 'on' | 'off' | undefined, args: readonly string[], isSent: boolean])[] = [
  [undefined, [], false],
  [undefined, ['--with', 'status/501/*'], true],
  ['on', [], true],
  ['off', [], false],
  ['off', ['--with', 'status/501/transfer-encoding'], true],
  ['on', ['--without', 'status/501/transfer-encoding'], false],
  ['on', ['--without', 'status/501/*', '--with', 'status/501/transfer-encoding'], true],
  [undefined, ['--without', 'status/**', '--with', 'status/501/*'], true],
];

for (const [profile, args, isSent] of switches) {
  const says = profile === undefined ? 'says nothing' : `says ${profile}`;
  test(`a profile that ${says} of a probe, with "${args.join(' ')}": it is ${isSent ? '' : 'not '}sent`, () =>
    inNewFolder(async folder => {
      const probes = profile === undefined ? '' : `probes:\n  status/501/transfer-encoding: ${profile}\n`;
      writeProfiles(folder, { one: `${at(service.origin)}${probes}` });
      const { status, stdout } = await command(['check', '--dry-run', '--target', 'one', ...args], env, folder);
      assert.equal(status, 0);
      const [sent = '', unsent = ''] = stdout.split('Not sent:');
      assert.equal(sent.includes('status/501/transfer-encoding'), isSent);
      assert.equal(unsent.includes('status/501/transfer-encoding'), !isSent);
    }));
}

test("the embedded service's probes are switched likewise", () =>
  inNewFolder(async folder => {
    const args = ['--without', 'status/**', '--with', 'status/404/*'];
    const sent = async (...further: readonly string[]): Promise<string[] | null> => {
      const run = ['check', '--dry-run', '--target', 'mock', ...args, ...further];
      const { stdout } = await command(run, {}, folder);
      return (stdout.split('Not sent:')[0] ?? '').match(/^ *\S*status\/\S+/gm);
    };
    assert.deepEqual(await sent(...onlyShow), ['show-backup/status/404/unknown-id']);
    const unknownMarker = '  status/404/unknown-marker';
    assert.deepEqual(await sent(), [unknownMarker, unknownMarker, '  status/404/unknown-id']);
  }));

test('a glob that names no probe ends it with one sentence', () =>
  inNewFolder(async folder => {
    for (const [option, glob] of [
      ['--with', 'status/418/*'],
      ['--without', 'show'],
      ['--without', 'links/**'],
      ['--with', '['],
      ['--with', ''],
    ] as const) {
      const { status, stdout, stderr } = await command(['check', '--target', 'mock', option, glob], {}, folder);
      assert.deepEqual([status, stdout], [2, ''], glob);
      assert.ok(stderr.startsWith(`${option} is "${glob}", but no probe has such a name; `), stderr);
      assert.equal(stderr.split('\n').length, 2);
    }
  }));

test('a rate is a number above 0, and holds for whatever is tested', () =>
  inNewFolder(async folder => {
    writeProfiles(folder, { one: `${at(service.origin)}rate: 7\n` });
    for (const rate of ['fast', '0', '-1', 'NaN', 'Infinity', '1e9']) {
      const { status, stderr } = await command(['check', '--target', 'mock', '--rate', rate], env, folder);
      assert.equal(status, 2, rate);
      assert.match(stderr, /^--rate is ".*"; set it to a number of requests per second above 0.*\n$/);
    }
    const { status, stderr } = await command(['check', '--target', 'mock', '--rate', '1e-300'], env, folder);
    assert.equal(status, 2);
    assert.equal(stderr, '--rate is "1e-300", which is less than one request a day; set it to a larger number.\n');
    const bounds = async (...args: readonly string[]): Promise<string | undefined> => {
      const { stdout } = await command(['check', '--dry-run', ...args], { ...env, VBS_RATE: '9' }, folder);
      return /sent for an operation, (.*?), \d at a time/.exec(stdout)?.[1];
    };
    assert.equal(await bounds('--target', 'one'), '7 a second');
    assert.equal(await bounds('--target', 'one', '--rate', '2.5'), '2.5 a second');
    assert.equal(await bounds('--target', 'mock', '--rate', '2.5'), '2.5 a second');
    assert.equal(await bounds('--target', 'mock'), '9 a second');
  }));
