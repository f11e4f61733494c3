import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder, ownState } from './command.ts';

const page = readFileSync(path.join(packageRoot(), 'docs/audits.md'), 'utf8');

/** Programs that the page may call; another indented block is no command. */
const programs = /^(?:npx vbs-conformance|sha256sum) /;

/** The commands of the page in their order, with the exit status that a remark behind them names. */
const commands = [...page.matchAll(/^ {4}(\S(?:[^\n]|(?<=\\)\n)*)$/gm)]
  .map(([, line = '']) => line)
  .filter(line => programs.test(line))
  .map(line => ({ line, status: Number(/ # exit status (\d+)$/.exec(line)?.[1] ?? 0) }));

/**
 * A folder as a user has it who reads the page: with the profiles and the recordings of this repository, and `npx` that finds
 * this very version.
 */
function prepare(folder: string): Readonly<Record<string, string>> {
  cpSync(path.join(packageRoot(), 'targets'), path.join(folder, 'targets'), { recursive: true });
  symlinkSync(path.join(packageRoot(), 'tests'), path.join(folder, 'tests'));
  mkdirSync(path.join(folder, 'bin'));
  const npx = path.join(folder, 'bin/npx');
  const main = path.join(packageRoot(), 'dist/src/cli/main.js');
  writeFileSync(npx, `#!/bin/sh\nshift\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(npx, 0o755);
  return { ...ownState(folder), PATH: `${path.dirname(npx)}:${process.env.PATH}` };
}

const statusOf = (line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<[unknown, string]> =>
  new Promise(resolve => {
    execFile('sh', ['-c', line], { cwd, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve([error ? error.code : 0, stdout + stderr]),
    );
  });

test('every command on the page about audits does what the page says, one after the other', () =>
  inNewFolder(async folder => {
    assert.ok(commands.length >= 5, 'the page has commands');
    const env = prepare(folder);
    // The commands about a service that fails are tried with one in tests/endpoints/waived-runs.test.ts.
    for (const { line, status } of commands.filter(one => !/\bstaging\b|--as-of\b/.test(one.line))) {
      const [found, output] = await statusOf(line, folder, env);
      assert.equal(found, status, `${line}\n${output}`);
    }
  }));

test('each command of this program that the page names in its text is on it as a command, too', () => {
  const named = new Set([...page.matchAll(/`(judge|compare|waive)\b[^`]*`/g)].map(([, name]) => name));
  for (const name of named)
    assert.ok(
      commands.some(({ line }) => line.startsWith(`npx vbs-conformance ${name} `)),
      name,
    );
});
