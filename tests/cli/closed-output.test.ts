import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder, ownState } from './command.ts';

/** Runs a command whose reader goes away before it writes. Resolves with its exit status and its stderr. */
async function unread(args: readonly string[], folder: string): Promise<readonly [status: unknown, stderr: string]> {
  const main = path.join(packageRoot(), 'dist/src/cli/main.js');
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...ownState(folder) },
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', chunk => {
    stderr += chunk;
  });
  const [status] = await once(child, 'close');
  return [status, stderr];
}

test('a reader that closes the output early changes neither exit status nor reports, and hears nothing', () =>
  inNewFolder(async folder => {
    assert.deepEqual(await unread(['list'], folder), [0, '']);
    assert.deepEqual(await unread(['explain', 'links/self/once'], folder), [0, '']);
    assert.deepEqual(await unread(['check', '--help'], folder), [0, '']);
    assert.deepEqual(await unread(['check', '--target', 'mock'], folder), [0, '']);
    assert.ok(existsSync(path.join(folder, 'reports/conformance.json')));
    const [failed] = await unread(['check', '--target', 'mock', '--without', 'show', '--only', 'links/**'], folder);
    assert.equal(failed, 2);
  }));

test('the full run, which writes from a process of Playwright, ends likewise', () =>
  inNewFolder(async folder => {
    assert.deepEqual(await unread(['run', '--target', 'mock'], folder), [0, '']);
    assert.ok(existsSync(path.join(folder, 'reports/report.html')));
  }));
