import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import { ownState } from './command.ts';

/** A command that a page shows, and the exit status that a remark behind it names; 0 without one. */
export interface PageCommand {
  readonly line: string;
  readonly status: number;
}

/** The commands of a page in their order: the indented lines that begin with one of these programs. */
export function commandsOf(page: string, programs: RegExp): PageCommand[] {
  return [...page.matchAll(/^ {4}(\S(?:[^\n]|(?<=\\)\n)*)$/gm)]
    .map(([, line = '']) => line)
    .filter(line => programs.test(line))
    .map(line => ({ line, status: Number(/ # exit status (\d+)$/.exec(line)?.[1] ?? 0) }));
}

/** The text of a page of the documentation. */
export const pageText = (name: string): string => readFileSync(path.join(packageRoot(), 'docs', name), 'utf8');

/**
 * Makes a folder as a user has it who reads a page: with the profiles and the products of this repository, and `npx` that
 * finds this very version. Returns the variables of the user's shell.
 */
export function prepareReader(folder: string): Readonly<Record<string, string>> {
  cpSync(path.join(packageRoot(), 'targets'), path.join(folder, 'targets'), { recursive: true });
  cpSync(path.join(packageRoot(), 'products'), path.join(folder, 'products'), { recursive: true });
  mkdirSync(path.join(folder, 'bin'));
  const npx = path.join(folder, 'bin/npx');
  const main = path.join(packageRoot(), 'dist/src/cli/main.js');
  // As `npx vbs-conformance` and as `npx --no -- vbs-conformance`.
  const words = 'while [ "$1" != vbs-conformance ]; do shift; done; shift';
  writeFileSync(npx, `#!/bin/sh\n${words}\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(npx, 0o755);
  return { ...ownState(folder), PATH: `${path.dirname(npx)}:${process.env.PATH}` };
}

/** Runs a line in a shell. Resolves with the exit status, and with all that it printed. */
export const typed = (line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<[unknown, string]> =>
  new Promise(resolve => {
    execFile('sh', ['-c', line], { cwd, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve([error ? error.code : 0, stdout + stderr]),
    );
  });
