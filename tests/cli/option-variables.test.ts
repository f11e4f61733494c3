import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { withOptions } from '../../src/cli/settings.ts';
import { command, inNewFolder } from './command.ts';
import { cloudsYaml, serveKeystone } from './keystone-server.ts';

const token = { OS_TOKEN: 'canary-token', OS_PROJECT_ID: 'p1', VBS_BACKUP_ID: 'b1' };

test('an option takes the place of its variable, and nothing else changes', () => {
  const env = { VBS_ENDPOINT: 'http://a.test', OS_CLOUD: 'a', REPORTS_DIR: 'a', VBS_ACCESS_KEY: 'k', OTHER: 'x' };
  assert.deepEqual(withOptions(env, {}), env);
  const options = { endpoint: 'http://b.test', osCloud: 'b', reportsDir: 'b' };
  const changed = withOptions(env, options);
  assert.deepEqual([changed.VBS_ENDPOINT, changed.OS_CLOUD, changed.REPORTS_DIR], ['http://b.test', 'b', 'b']);
  assert.equal(changed.OTHER, 'x');
  assert.equal(changed.VBS_ACCESS_KEY, undefined, 'the key pair would be asked with in place of the cloud');
  assert.equal(withOptions(env, { endpoint: 'http://b.test' }).VBS_ACCESS_KEY, 'k');
});

test('--endpoint chooses the service, against VBS_ENDPOINT', () =>
  inNewFolder(async folder => {
    const dry = ['check', '--dry-run', '--endpoint', 'http://127.0.0.1:9/v3/p1'];
    for (const env of [token, { ...token, VBS_ENDPOINT: 'http://127.0.0.1:8' }]) {
      const { status, stdout, stderr } = await command(dry, env, folder);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Target: http:\/\/127\.0\.0\.1:9 \(with the token in OS_TOKEN, project p1, backup b1\)\n/);
    }
  }));

test('--os-cloud is that cloud, against OS_CLOUD; with --endpoint it is asked there', t =>
  inNewFolder(async folder => {
    const keystone = await serveKeystone(t, { token: 'token-canary', project: 'p1', endpoint: 'http://127.0.0.1:9' });
    writeFileSync(path.join(folder, 'clouds.yaml'), cloudsYaml(keystone, 'own', 'other'));
    const keys = { VBS_ACCESS_KEY: 'access-canary', VBS_SECRET_KEY: 'secret-canary' };
    const first = async (...args: readonly string[]): Promise<string> => {
      const env = { ...token, ...keys, OS_CLOUD: 'other' };
      const { status, stdout, stderr } = await command(['check', '--dry-run', ...args], env, folder);
      assert.deepEqual([status, stderr], [0, '']);
      assert.doesNotMatch(stdout, /canary/);
      return stdout.split('\n')[0] ?? '';
    };
    for (const more of [[], ['--target', 'cloud']]) {
      const alone = await first('--os-cloud', 'own', ...more);
      assert.match(alone, /^Target: cloud, the endpoint of Keystone's catalog .*by the cloud "own" in clouds\.yaml/);
      const there = await first('--os-cloud', 'own', '--endpoint', 'http://127.0.0.1:8', ...more);
      assert.match(there, /^Target: cloud, http:\/\/127\.0\.0\.1:8 .*by the cloud "own" in clouds\.yaml/);
    }
    const { status, stderr } = await command(['check', '--os-cloud', 'owm'], {}, folder);
    assert.equal(status, 2);
    assert.equal(stderr, 'clouds.yaml has no cloud "owm"; it has own, other; set --os-cloud to one of these.\n');
  }));

test('--endpoint and --os-cloud do not go with a target that has its own service', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    writeFileSync(path.join(folder, 'targets/own.yaml'), 'endpoint: http://127.0.0.1:9\n');
    for (const [option, value] of [
      ['--endpoint', 'http://127.0.0.1:9'],
      ['--os-cloud', 'x'],
    ] as const) {
      for (const target of ['own', 'mock']) {
        const args = ['check', '--target', 'cloud', '--target', target, option, value];
        const { status, stdout, stderr } = await command(args, token, folder);
        assert.deepEqual([status, stdout], [2, '']);
        const rule = `${option} goes with --target cloud or without --target, not with --target "${target}"`;
        assert.equal(stderr, `${rule}; leave one of them out.\n`);
      }
    }
  }));

test('a wrong value is named by the option', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'taken'), '');
    for (const [option, value] of [
      ['--endpoint', 'foo'],
      ['--endpoint', ''],
      ['--os-cloud', ''],
      ['--os-cloud', 'x'],
      ['--reports-dir', ''],
      ['--reports-dir', 'taken'],
      ['--rate', '1e-300'],
    ] as const) {
      const { status, stdout, stderr } = await command(['check', option, value], {}, folder);
      assert.deepEqual([status, stdout], [2, ''], `${option} ${value}`);
      assert.match(stderr, new RegExp(`^${option} is [^\n]*\\.\n$`, 'i'));
    }
  }));

test('--reports-dir takes the place of REPORTS_DIR', () =>
  inNewFolder(async folder => {
    const args = ['check', '--only', 'status/200', '--reports-dir', 'a/b'];
    const { status } = await command(args, { REPORTS_DIR: 'c' }, folder);
    assert.equal(status, 0);
    assert.ok(existsSync(path.join(folder, 'a/b/conformance.json')));
    assert.deepEqual(readdirSync(folder), ['a']);
  }));
