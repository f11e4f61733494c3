import { spawn } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import { type Finished, ownState } from './command.ts';

const mainFile = path.join(packageRoot(), 'dist/src/cli/main.js');

/** Milliseconds after which a run that should have ended by itself is ended; its status is then that of the signal. */
const patience = 180_000;

/**
 * Runs `vbs-conformance` as a user would, in a process with only these variables, in this folder.
 * @param options options of Node
 */
export const spawnedCommand = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  options: readonly string[] = [],
): Promise<Finished> => spawnedProgram([...options, mainFile, ...args], env, cwd);

/**
 * Runs a program of Node in a process with only these variables, in this folder.
 * @param args what Node is called with
 */
export function spawnedProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { PATH: process.env.PATH ?? '', ...ownState(cwd), ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', chunk => {
      stderr += chunk;
    });
    const terminate = setTimeout(() => child.kill('SIGTERM'), patience);
    const kill = setTimeout(() => child.kill('SIGKILL'), 1.5 * patience);
    child.on('error', reject);
    child.on('close', status => {
      clearTimeout(terminate);
      clearTimeout(kill);
      resolve({ status, stdout, stderr });
    });
  });
}
