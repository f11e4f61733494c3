import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { environmentFor } from '../endpoints/replaying-server.ts';
import { serve } from '../wire/serving.ts';
import { command, inNewFolder, onlyShow } from './command.ts';

/** Characters that may control a terminal or hide a part of a line, except line breaks. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

for (const args of [['doctor'], ['check', '--dry-run']]) {
  test(`${args.join(' ')} shows no credential of a fault hook`, t =>
    inNewFolder(async folder => {
      const { origin } = await serve(t, () => {});
      mkdirSync(path.join(folder, 'targets'));
      const enter = '[curl, -u, "admin:canary-1", -H, "Authorization: Basic canary-2"]';
      const leave = '["./\\e[31m\\u202e##vso[task]"]';
      writeFileSync(
        path.join(folder, 'targets/one.yaml'),
        `endpoint: ${origin}\nfaults: {502: {enter: ${enter}, leave: ${leave}}}\n`,
      );
      const { VBS_FAULTS: _, VBS_HTTP_PROXY: __, ...own } = environmentFor(origin, 'project-1', 'backup-1');
      const env = { ...own, VBS_TIMEOUT: '1', VBS_PATIENCE: '0' };

      const { stdout, stderr } = await command([...args, ...onlyShow, '--target', 'one'], env, folder);
      assert.match(stdout, /curl -u admin:<hidden> -H Authorization: <hidden>/);
      assert.doesNotMatch(stdout + stderr, /canary/);
      assert.deepEqual(
        stdout.split('\n').filter(line => controls.test(line)),
        [],
      );
      assert.match(stdout, /\\u\{1b\}\[31m\\u\{202e\}/);
      assert.doesNotMatch(stdout, /##vso/);
    }));

  test(`${args.join(' ')} shows no value of a secret variable`, () =>
    inNewFolder(async folder => {
      const env = {
        OS_AUTH_URL: 'http://127.0.0.1:9/v3',
        OS_USERNAME: 'canary-1',
        OS_PASSWORD: 'canary-2',
        OS_PROJECT_NAME: 'canary-2',
        SERVICE_PASS: 'canary-1',
        VBS_TIMEOUT: '1',
      };
      const { stdout, stderr } = await command([...args, '--target', 'cloud'], env, folder);
      assert.match(stdout, /^Target: cloud, .*"<SERVICE_PASS>" .* for the project "<OS_PASSWORD>"/);
      assert.doesNotMatch(stdout + stderr, /canary/);
    }));

  test(`${args.join(' ')} escapes control characters in the settings`, () =>
    inNewFolder(async folder => {
      const env = {
        OS_AUTH_URL: 'http://127.0.0.1:9/v3',
        OS_USERNAME: 'a\u001b[2J\u009b31m\u202eb',
        OS_PASSWORD: 'canary',
        OS_PROJECT_NAME: '\r\n::error::x',
        VBS_TIMEOUT: '1',
      };
      const { stdout } = await command([...args, '--target', 'cloud'], env, folder);
      assert.match(stdout, /^Target: cloud, .*"a\\u\{1b\}\[2J\\u\{9b\}31m\\u\{202e\}b"/);
      assert.deepEqual(
        stdout.split('\n').filter(line => controls.test(line) || /^\s*::/.test(line)),
        [],
      );
    }));
}
