import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { command, inNewFolder } from './command.ts';

/** What a user is shown who has this variable set and chooses no target. */
const choice = (variable: string, verb: string, further = ''): string =>
  [
    `${variable} is set, but no target is chosen. Set VBS_ENDPOINT to the URL of a service, or choose one of these:`,
    `  npx vbs-conformance ${verb} --target cloud${further}`,
    `  npx vbs-conformance ${verb} --target mock${further}`,
    '',
  ].join('\n');

const ofLiveServices = [
  'OS_CLOUD',
  'OS_AUTH_URL',
  'OS_TOKEN',
  'VBS_OTHER_TOKEN',
  'VBS_NOROLE_TOKEN',
  'VBS_ACCESS_KEY',
  'VBS_SECRET_KEY',
  'VBS_OTHER_CLOUD',
  'VBS_NOROLE_CLOUD',
  'VBS_BACKUP_ID',
  'VBS_SUBJECT_VOLUME_ID',
];

for (const variable of ofLiveServices) {
  test(`the embedded service is not tested by default where ${variable} is set`, () =>
    inNewFolder(async folder => {
      const { status, stdout, stderr } = await command(['check'], { [variable]: 'canary-value' }, folder);
      assert.deepEqual([status, stdout, stderr], [2, '', choice(variable, 'check')]);
      assert.ok(!existsSync(path.join(folder, 'reports')));
    }));
}

test('every command that needs a target says so with its own name, also where .env sets the variable', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, '.env'), 'OS_CLOUD=canary\n');
    const shown = async (...args: readonly string[]) => {
      const { status, stdout, stderr } = await command(args, {}, folder);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    };
    assert.equal(await shown('run'), choice('OS_CLOUD', 'run'));
    assert.equal(await shown('doctor'), choice('OS_CLOUD', 'doctor'));
    assert.equal(await shown('check', '--dry-run'), choice('OS_CLOUD', 'check', ' --dry-run'));
    assert.equal(await shown('run', '--dry-run', '--only', 'links/**'), choice('OS_CLOUD', 'run', ' --dry-run'));
  }));

test('a bare Playwright run says the same, once, and ends with the same exit status', () =>
  inNewFolder(async folder => {
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    const config = path.join(packageRoot(), 'dist/playwright.config.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'test', '--config', config], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', OS_TOKEN: 'canary-token', VBS_BACKUPID: 'x' },
      encoding: 'utf8',
    });
    const warning = 'VBS_BACKUPID is not known; did you mean VBS_BACKUP_ID?\n';
    assert.deepEqual([status, stdout, stderr], [2, '', warning + choice('OS_TOKEN', 'run')]);
  }));

test('an empty variable, as a secret that a CI does not have, is not taken for none', () =>
  inNewFolder(async folder => {
    const shown = async (env: Readonly<Record<string, string>>) => {
      const { status, stdout, stderr } = await command(['check'], env, folder);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    };
    const empty = (variable: string) => choice(variable, 'check').replace('is set, but', 'is set but empty, and');
    assert.equal(await shown({ VBS_ENDPOINT: '', OS_TOKEN: '' }), empty('VBS_ENDPOINT'));
    assert.equal(await shown({ VBS_ENDPOINT: '', OS_TOKEN: 'canary-token' }), choice('OS_TOKEN', 'check'));
    writeFileSync(path.join(folder, '.env'), 'OS_CLOUD=\n');
    assert.equal(await shown({}), empty('OS_CLOUD'));
    copyFileSync(path.join(packageRoot(), '.env.example'), path.join(folder, '.env'));
    assert.equal((await command(['check', '--dry-run'], {}, folder)).status, 0, 'nothing but comments');
  }));

test('a target that is chosen needs no such message', () =>
  inNewFolder(async folder => {
    const set = { OS_CLOUD: 'x', OS_TOKEN: 'canary-token', OS_PROJECT_ID: 'p1', VBS_BACKUP_ID: 'b1' };
    const first = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
      const { status, stdout, stderr } = await command(['check', '--dry-run', ...args], env, folder);
      assert.deepEqual([status, stderr], [0, '']);
      return stdout.split('\n')[0];
    };
    const byDefault = 'Target: the embedded service, the default; choose another one with --target or VBS_ENDPOINT';
    assert.equal(await first(['--target', 'mock'], set), 'Target: the embedded service');
    assert.match((await first([], { ...set, VBS_ENDPOINT: 'http://127.0.0.1:9' })) ?? '', /^Target: http:/);
    assert.equal(await first([], {}), byDefault);
    assert.equal(await first([], { VBS_RATE: '5', VBS_MICROVERSION: '' }), byDefault);
  }));
