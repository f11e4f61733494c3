import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { noShards } from '../../src/cli/no-shards.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { command, inNewFolder } from './command.ts';

test('--shard exits 2 with a sentence that says what to do instead, and tests nothing', () =>
  inNewFolder(async folder => {
    for (const args of [
      ['run', '--target', 'mock', '--shard=1/3'],
      ['check', '--shard', '1/3'],
    ]) {
      const { status, stdout, stderr } = await command(args, {}, folder);
      assert.deepEqual([status, stdout, stderr], [2, '', `${noShards}\n`]);
      assert.equal(existsSync(path.join(folder, 'reports')), false);
    }
  }));

test('a bare Playwright run with --shard exits 2 and says the same', () =>
  inNewFolder(async folder => {
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    const config = path.join(packageRoot(), 'dist/playwright.config.js');
    const args = [cli, 'test', '--config', config, '--shard=1/3'];
    const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
    assert.deepEqual([status, stdout, stderr], [2, '', `${noShards}\n`]);
    assert.equal(existsSync(path.join(folder, 'reports/recording.json')), false);
  }));
