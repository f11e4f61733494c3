import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder } from './command.ts';

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
