import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { ownPages, writePages } from '../endpoints/own-pages.ts';
import { command, inNewFolder } from './command.ts';

test('what mock prints can be pasted into a shell, and points a run at the service', t =>
  inNewFolder(async folder => {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const child = spawn(process.execPath, [main, 'mock'], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill());
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.includes('VBS_FAULTS')) break;
    }
    for (const line of lines) assert.match(line, /^(?:export [A-Z_]+=\S+|# or the incremental one: export \S+)$/);
    const script = [...lines, 'env -0'].join('\n');
    const variables = execFileSync('sh', ['-euc', script], { env: { PATH: process.env.PATH }, encoding: 'utf8' });
    const set = Object.fromEntries(
      variables
        .split('\0')
        .map(one => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const)
        .filter(([name]) => /^(?:OS|VBS)_/.test(name)),
    );
    assert.equal(Object.keys(set).length, 9);
    const { status, stdout, stderr } = await command(['check', '--only', 'status/200'], set, folder);
    assert.deepEqual([status, stderr], [0, ''], stdout);
    assert.ok(stdout.startsWith(`Target: ${set.VBS_ENDPOINT} (with the token in OS_TOKEN, `), stdout);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  }));

test('pages of the user that the embedded service cannot serve are told in a sentence, and tested nowhere', () =>
  inNewFolder(async folder => {
    const { 'shop/v3/show-widget.rst': widget = '' } = ownPages;
    writePages(path.join(folder, 'my'));
    writePages(path.join(folder, 'my'), {
      'shop/v3/show-thing.rst': widget,
      'shop/v3/show-thing.yaml': ownPages['shop/v3/show-widget.yaml'] ?? '',
    });
    const sentence =
      'The embedded service cannot serve these pages; choose another target. The operation "show-widget" has the same path as another operation.';
    const served = await command(['mock', '--specs', 'my'], {}, folder);
    assert.deepEqual([served.status, served.stdout, served.stderr], [2, '', `${sentence}\n`]);
    const checked = await command(['check', '--specs', 'my', '--target', 'mock'], {}, folder);
    assert.equal(checked.status, 2);
    assert.ok(checked.stdout.includes(`not tested, exit status 2. ${sentence}`), checked.stdout);
  }));
