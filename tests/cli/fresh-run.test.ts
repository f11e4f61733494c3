import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder, onlyShow } from './command.ts';

test('wrong settings leave no reports of an earlier run', () =>
  inNewFolder(async folder => {
    const report = path.join(folder, 'reports/conformance.json');
    for (const [args, env] of [
      [['check'], { OS_TOKEN: 'canary' }],
      [['check', '--target', 'nonesuch'], {}],
      [['run', '--target', 'nonesuch'], {}],
    ] as const) {
      assert.equal((await command(['check'], {}, folder)).status, 0);
      assert.ok(existsSync(report));
      assert.equal((await command(args, env, folder)).status, 2);
      assert.equal(existsSync(report), false, args.join(' '));
    }
  }));

test('wrong settings of several targets leave no reports of any of them', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    writeFileSync(path.join(folder, 'targets/berlin.yaml'), 'endpoint: http://127.0.0.1:9\n');
    const env = { OS_TOKEN: 'canary-canary-canary', OS_PROJECT_ID: '5c0ffee1d1e24c0b9a6d3b7e8f901234' };
    const both = ['check', ...onlyShow, '--target', 'mock', '--target', 'berlin'];
    await command(both, env, folder);
    const reports = ['mock', 'berlin'].map(name => path.join(folder, 'reports', name, 'conformance.json'));
    assert.deepEqual(reports.map(existsSync), [true, true]);
    assert.equal((await command([...both, '--target', '../nonesuch'], env, folder)).status, 2);
    assert.deepEqual(reports.map(existsSync), [false, false]);
  }));

test('a dry run removes nothing', () =>
  inNewFolder(async folder => {
    await command(['check'], {}, folder);
    assert.equal((await command(['check', '--dry-run', '--target', 'nonesuch'], {}, folder)).status, 2);
    assert.ok(existsSync(path.join(folder, 'reports/conformance.json')));
  }));

test('a target that Keystone gives no token for is not tested, and all reports say so', () =>
  inNewFolder(async folder => {
    const user = { OS_USERNAME: 'demo', OS_PASSWORD: 'canary-password', OS_USER_DOMAIN_NAME: 'Default' };
    const project = { OS_PROJECT_NAME: 'demo', OS_PROJECT_DOMAIN_NAME: 'Default' };
    const env = { OS_AUTH_URL: 'http://127.0.0.1:9/v3', ...user, ...project };
    const { status, stdout, stderr } = await command(['check', '--target', 'cloud'], env, folder);
    assert.deepEqual([status, stderr], [2, '']);
    const text = (name: string): string => readFileSync(path.join(folder, 'reports', name), 'utf8');
    const { verdict, why, exitStatus, checks } = JSON.parse(text('conformance.json'));
    assert.deepEqual([verdict, exitStatus], ['not tested', 2]);
    assert.match(why, /127\.0\.0\.1:9/);
    assert.ok(
      checks.every((one: { verdict: string; message: string }) => one.verdict === 'unproven' && one.message === why),
    );
    assert.ok(stdout.endsWith(`Verdict on cloud: not tested, exit status 2. ${why}\n`));
    assert.match(text('junit.xml'), /<error /);
    assert.doesNotMatch(stdout + text('conformance.json') + text('recording.json'), /canary/);
  }));
