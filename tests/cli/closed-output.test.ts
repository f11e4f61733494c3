import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder, onlyShow, ownState } from './command.ts';

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
    assert.deepEqual(await unread(['explain', 'show-backup/links/self/once'], folder), [0, '']);
    assert.deepEqual(await unread(['check', '--help'], folder), [0, '']);
    assert.deepEqual(await unread(['check', ...onlyShow, '--target', 'mock'], folder), [0, '']);
    assert.ok(existsSync(path.join(folder, 'reports/conformance.json')));
    const [failed] = await unread(['check', '--target', 'mock', '--without', 'show', '--only', 'links/**'], folder);
    assert.equal(failed, 2);
  }));

test('the full run, which writes from a process of Playwright, ends likewise', () =>
  inNewFolder(async folder => {
    assert.deepEqual(await unread(['run', ...onlyShow, '--target', 'mock'], folder), [0, '']);
    assert.ok(existsSync(path.join(folder, 'reports/report.html')));
  }));

const fullDevice = '/dev/full';
const skip = existsSync(fullDevice) ? false : `needs ${fullDevice}`;

/** Runs a command whose output goes to a disk that is full. Resolves with its exit status and its stderr. */
async function unkept(args: readonly string[], folder: string): Promise<readonly [status: unknown, stderr: string]> {
  const main = path.join(packageRoot(), 'dist/src/cli/main.js');
  const full = openSync(fullDevice, 'w');
  const env = { PATH: process.env.PATH ?? '' };
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  const ended = once(child, 'close');
  const stderr = child.stderr ? await text(child.stderr) : '';
  const [status] = await ended;
  return [status, stderr];
}

test('an output that cannot be kept is told, and the exit status is 2, or the one that the run has', { skip }, () =>
  inNewFolder(async folder => {
    const told = 'The output cannot be written (ENOSPC); make room on the disk, or send it elsewhere.\n';
    assert.deepEqual(await unkept(['list'], folder), [2, told]);
    assert.deepEqual(await unkept(['check', ...onlyShow, '--target', 'mock'], folder), [2, told]);
    assert.ok(existsSync(path.join(folder, 'reports/conformance.json')));
    const failing = ['check', ...onlyShow, '--target', 'mock', '--strict', '--without', 'status/408/*'];
    assert.deepEqual(await unkept(failing, folder), [1, told]);
  }),
);

test('the full run writes its output by two processes, each of which tells it, and leaves its reports', { skip }, () =>
  inNewFolder(async folder => {
    const [status, stderr] = await unkept(['run', ...onlyShow, '--target', 'mock'], folder);
    assert.equal(status, 2);
    assert.match(stderr, /^(?:The output cannot be written \(ENOSPC\); .*\.\n){2}$/);
    assert.ok(existsSync(path.join(folder, 'reports/report.html')));
    assert.ok(!existsSync(path.join(folder, 'reports/.lock')));
  }),
);
