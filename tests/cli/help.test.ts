import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpAfter } from '../../src/cli/help.ts';
import { packageRoot, suiteName } from '../../src/cli/package-root.ts';
import { command, inNewFolder } from './command.ts';

/** The help that the program shows, whose lines fit a terminal of 80 columns. */
async function helpOf(folder: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await command([...args, '--help'], {}, folder);
  assert.deepEqual([status, stderr], [0, '']);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 80, line);
  return stdout;
}

test('the main help fits a terminal and has commands, examples, variables and exit statuses', () =>
  inNewFolder(async folder => {
    const help = await helpOf(folder);
    assert.ok(help.trimEnd().split('\n').length <= 24);
    for (const name of Object.keys(helpAfter)) assert.match(help, new RegExp(`^ {2}(?:\\w+, )?${name}\\b`, 'm'));
    for (const part of [
      /^Example: vbs-conformance /m,
      /^Variables: .*VBS_ENDPOINT/m,
      /^Exit status: 0 .*, 1 .*, 2 /m,
    ]) {
      assert.match(help, part);
    }
    assert.equal((await command(['help'], {}, folder)).stdout, help);
  }));

for (const name of Object.keys(helpAfter)) {
  test(`the help of ${name} has its options, and examples of itself`, () =>
    inNewFolder(async folder => {
      const help = await helpOf(folder, name);
      assert.match(help, new RegExp(`^Usage: vbs-conformance ${name}\\b`));
      assert.match(help, new RegExp(`^Examples?.*:\\n {2}vbs-conformance ${name}\\b`, 'm'));
    }));
}

test('the help of a run explains the forms of ids and the exit statuses', () =>
  inNewFolder(async folder => {
    for (const name of ['check', 'run']) {
      const help = await helpOf(folder, name);
      assert.match(help, /--only takes globs over all forms/);
      for (const status of ['0 ', '1 ', '2 ', '130']) assert.match(help, new RegExp(`^ {2}${status}`, 'm'));
    }
    assert.match(await helpOf(folder, 'explain'), /explain takes all forms/);
  }));

test('--version shows name and version', () =>
  inNewFolder(async folder => {
    const { status, stdout } = await command(['--version'], {}, folder);
    assert.deepEqual([status, stdout], [0, `${suiteName(packageRoot())}\n`]);
    assert.match(stdout, /^vbs-conformance \d+\.\d+\.\d+\n$/);
  }));
