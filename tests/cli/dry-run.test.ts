import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { packageRoot, userAgent } from '../../src/cli/package-root.ts';
import { chosenPages, pageIds } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import { operationName } from '../../src/contract/contract.ts';
import { writePages } from '../endpoints/own-pages.ts';
import { environmentFor, secrets } from '../endpoints/replaying-server.ts';
import { serve } from '../wire/serving.ts';
import { command, inNewFolder, onlyShow } from './command.ts';
import { cloudsYaml, serveKeystone } from './keystone-server.ts';

/** The requests that a dry run lists, by their names. Where there are several operations, they stand below a heading each. */
function requestsIn(stdout: string): (readonly [name: string, request: string])[] {
  const requests: (readonly [string, string])[] = [];
  let operation = '';
  for (const line of (stdout.split('Not sent:')[0] ?? '').split('\n')) {
    const [, heading] = /^(\S+): GET \S+$/.exec(line) ?? [];
    if (heading !== undefined) operation = `${heading}/`;
    const [, margin, name, request] = /^( *)(\S+) {2,}((?:GET|PATCH|TRACE|CONFORM|POST) .*)$/.exec(line) ?? [];
    if (name !== undefined && request !== undefined)
      requests.push([margin === '' ? name : `${operation}${name}`, request]);
  }
  return requests;
}

/** Their names. */
const listed = (stdout: string): string[] => requestsIn(stdout).map(([name]) => name);

for (const verb of ['check', 'run']) {
  test(`${verb} --dry-run opens no connection, shows no secret, and leaves reports of earlier runs alone`, t =>
    inNewFolder(async folder => {
      let connections = 0;
      const endpoint = await serve(t, () => {
        connections += 1;
      });
      mkdirSync(path.join(folder, 'reports'));
      writeFileSync(path.join(folder, 'reports/conformance.json'), 'earlier');
      const env = environmentFor(endpoint.origin, 'project-1', 'backup-1');
      const { status, stdout, stderr } = await command([verb, '--dry-run'], env, folder);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, new RegExp(`^Target: .*${endpoint.origin}`));
      assert.ok(listed(stdout).includes('show-backup/status/405/patch'));
      for (const secret of secrets) {
        for (const form of [secret, encodeURIComponent(secret)]) assert.ok(!stdout.includes(form), form);
      }
      assert.equal(connections, 0);
      assert.equal(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'), 'earlier');
      assert.deepEqual(readdirSync(path.join(folder, 'reports')), ['conformance.json']);
    }));
}

test('a dry run lists what the run sends then: no request less, and none more but what answers may give rise to', t =>
  inNewFolder(async folder => {
    const service = await startEmbedded(loadSpecifications(chosenPages({}, folder), 'ruled'));
    t.after(service.close);
    const env = {
      VBS_ENDPOINT: service.origin,
      OS_TOKEN: service.tokens.member,
      OS_PROJECT_ID: service.project,
      VBS_BACKUP_ID: service.examples['show-backup.backup_id'] ?? '',
      VBS_OTHER_TOKEN: service.tokens.other,
      VBS_FAULTS: 'prefer',
      VBS_MICROVERSION: '3.43',
      VBS_TIMEOUT: '5',
    };
    const dry = await command(['check', '--dry-run'], env, folder);
    assert.ok(!existsSync(path.join(folder, 'reports/requests.log')));
    await command(['check'], env, folder);
    const log = readFileSync(path.join(folder, 'reports/requests.log'), 'utf8');
    const sent = [...log.matchAll(/^\S+ {2}(\S+) {2}(\S+ \S+) {2}/gm)].map(([, name = '', request = '']) => ({
      // A walk is listed as a whole.
      name: name.replace(/(?<=\/paging\/walk)\/\d+$/, ''),
      request,
    }));
    const names = new Set(sent.map(({ name }) => name));
    const planned = new Map(requestsIn(dry.stdout));
    for (const { name, request } of sent) {
      const words = planned.get(name) ?? assert.fail(`${name} is not listed`);
      assert.ok(isOpen(words) || words === request || words.startsWith(`${request},`), `${name}: ${words}`);
    }
    const unneeded = [...planned].filter(([name]) => !names.has(name));
    for (const [name, words] of unneeded) assert.ok(isOpen(words) || /\/list(?:-again)?$/.test(name), name);
    // The backup has no next link, and no read was refused.
    assert.deepEqual(
      unneeded.map(([name]) => name).filter(name => name.startsWith('show-backup/')),
      ['show-backup/list', 'show-backup/follow/next', 'show-backup/list-again'],
    );
    const walked = [...names].filter(name => name.endsWith('/paging/walk'));
    assert.equal(walked.length, 2, 'each list has one');
    const [, least, most] = /^(\d+) to (\d+) requests are planned, and at most 60 are sent/m.exec(dry.stdout) ?? [];
    assert.ok(Number(least) <= sent.length && sent.length <= Number(most), `${least} to ${most}`);
  }));

/** Whether a request is listed in words, since only an answer tells its address. */
const isOpen = (words: string): boolean => /^GET (?:the|an) /.test(words);

test('a dry run of a cloud asks Keystone nothing, but tells of every request for a token', t =>
  inNewFolder(async folder => {
    const keystone = await serveKeystone(t, { token: 'token-canary', project: 'p1', endpoint: 'http://127.0.0.1:9' });
    writeFileSync(path.join(folder, 'clouds.yaml'), cloudsYaml(keystone, 'own', 'other', 'norole'));
    mkdirSync(path.join(folder, 'targets'));
    const profile = 'cloud: own\nother-cloud: other\nnorole-cloud: norole\n';
    writeFileSync(path.join(folder, 'targets/one.yaml'), profile);
    const { status, stdout, stderr } = await command(
      ['check', '--dry-run', ...onlyShow, '--target', 'one'],
      {},
      folder,
    );
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(keystone.asked, []);
    assert.deepEqual(listed(stdout).slice(0, 5), [
      'identity',
      'identity',
      'identity',
      'show-backup/list',
      'show-backup/show',
    ]);
    assert.doesNotMatch(stdout, /canary/);
    assert.ok(stdout.includes(`POST ${keystone.url}/auth/tokens`));
  }));

test('a dry run shows the commands of fault hooks, and which of several targets sends what', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    const faults = 'faults:\n  502:\n    enter: [./break, hard]\n    leave: [./mend]\n';
    writeFileSync(path.join(folder, 'targets/one.yaml'), `endpoint: http://127.0.0.1:9\n${faults}`);
    const env = { OS_TOKEN: 'token-canary', OS_PROJECT_ID: 'p1', VBS_BACKUP_ID: 'b1' };
    const targets = ['--target', 'mock', '--target', 'one'];
    const { stdout } = await command(['run', '--dry-run', ...onlyShow, ...targets], env, folder);
    const [mock = '', one = ''] = stdout.split(/(?=^Target: one, )/m);
    assert.match(mock, /^Target: the embedded service/);
    assert.doesNotMatch(mock, /^show-backup\/status\/502\/hook +GET/m);
    assert.match(
      one,
      /^show-backup\/status\/502\/hook +GET http:\/\/127\.0\.0\.1:9\/v3\/p1\/backups\/b1, between "\.\/break hard" and/m,
    );
    assert.doesNotMatch(stdout, /canary/);
    assert.match(userAgent(packageRoot()), /^vbs-conformance\/\d+\.\d+\.\d+$/);
  }));

test('a service is not broken for a status that nothing is going to judge', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    const hook = { enter: ['break-it'], leave: ['mend-it'] };
    const profile = { endpoint: 'http://127.0.0.1:9', faults: { 502: hook, 503: hook } };
    writeFileSync(path.join(folder, 'targets/own.yaml'), JSON.stringify(profile));
    const env = { OS_TOKEN: 'some-token', OS_PROJECT_ID: 'p', VBS_BACKUP_ID: 'b' };
    const faultsOf = async (...only: string[]): Promise<string[]> => {
      const { stdout } = await command(['check', '--dry-run', '--target', 'own', ...only], env, folder);
      return listed(stdout).filter(name => name.endsWith('/hook'));
    };
    assert.deepEqual(await faultsOf(...onlyShow), ['show-backup/status/502/hook', 'show-backup/status/503/hook']);
    assert.deepEqual(await faultsOf('--only', 'links/**'), []);
    assert.deepEqual(await faultsOf('--only', 'show-backup/error/503/*'), ['show-backup/status/503/hook']);
    const inOneFault = pageIds(packageRoot()).map(page => `${operationName(page)}/status/503/hook`);
    assert.deepEqual(await faultsOf('--only', 'error/503/*'), inOneFault);
  }));

test('--only sends what its checks need', () =>
  inNewFolder(async folder => {
    const sentFor = async (...ids: string[]): Promise<string[]> => {
      const only = ids.flatMap(id => ['--only', `show-backup/${id}`]);
      const { status, stdout } = await command(['check', '--dry-run', '--target', 'mock', ...only], {}, folder);
      assert.equal(status, 0);
      return listed(stdout).map(name => name.replace('show-backup/', ''));
    };
    assert.deepEqual(await sentFor('body/json', 'steady'), ['show', 'show-again']);
    assert.deepEqual(await sentFor('status/404'), ['show', 'status/404/unknown-id', 'show-again']);
    assert.deepEqual(await sentFor('status/200'), ['show', 'status/404/unknown-id', 'show-again']);
    assert.deepEqual(await sentFor('refusal/no-token', 'error/401/*'), [
      'show',
      'status/401/no-token',
      'status/401/wrong-token',
      'show-again',
    ]);
    assert.deepEqual(await sentFor('response/size/type'), ['show', 'follow/self', 'show-again']);
    const { stdout } = await command(['check', '--dry-run', '--only', 'show-backup/response/size/type'], {}, folder);
    assert.match(stdout, /^show-backup\/follow\/self +GET the self link/m);
    assert.match(stdout, /^show-backup\/status\/405\/patch +no check of this run needs it$/m);
  }));

test('where there are several operations, their requests are listed below each', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const dry = async (...args: readonly string[]): Promise<string> =>
      (await command(['check', '--dry-run', '--specs', 'my', ...args], {}, folder)).stdout;
    const off = ['--without', 'show-gadget/status/405/patch', '--without', 'status/405/trace'];
    const [, sent = '', unsent = ''] = (await dry(...off)).split(/\n\n/);
    const named = (text: string): string[] => text.split('\n').map(line => line.replace(/(?<=\S) {2,}.*/, ''));
    const ways = ['401/no-token', '401/wrong-token', '404/unknown-id'].map(way => `status/${way}`);
    const below = (name: string, ...own: readonly string[]): string[] => [
      `${name}: GET /v3/{project_id}/${name.slice('show-'.length)}s/{${name.slice('show-'.length)}_id}`,
      ...own.map(one => `  ${one}`),
    ];
    assert.deepEqual(named(sent), [
      ...below('show-gadget', 'show', ...ways, 'show-again'),
      ...below('show-widget', 'show', ...ways, 'status/405/patch', 'show-again'),
    ]);
    assert.deepEqual(named(unsent).slice(0, 6), [
      'Not sent:',
      ...below('show-gadget', 'status/405/patch', 'status/405/trace'),
      ...below('show-widget', 'status/405/trace'),
    ]);
    const only = await dry('--only', 'show-widget/**');
    assert.doesNotMatch(only, /gadget/);
    assert.match(only, /^show-widget\/show +GET /m);
  }));

test('a glob of --without that matches no probe is told, with the forms that there are', () =>
  inNewFolder(async folder => {
    const { status, stderr } = await command(['check', '--dry-run', '--without', 'show-volume/status/*'], {}, folder);
    const first = operationName(pageIds(packageRoot())[0] ?? '');
    assert.deepEqual(
      [status, stderr],
      [
        2,
        `--without is "show-volume/status/*", but no probe has such a name; use one such as "status/405/*" or, for one operation, "${first}/status/405/*".\n`,
      ],
    );
  }));
