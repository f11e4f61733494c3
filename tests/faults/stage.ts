import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultGuard, type GuardedService, startFaultGuard } from '../../src/faults/fault-guard.ts';
import { journalFile, readEntry } from '../../src/faults/journal.ts';
import type { JournalEntry } from '../../src/faults/journal-entry.ts';
import type { Command, FaultHook } from '../../src/targets/target.ts';
import { inNewFolder } from '../cli/command.ts';

/** Why the tests with processes cannot run here, or false. */
export const skip = existsSync('/proc/self/environ') ? false : 'needs /proc to see which processes are left';

/** The program that is forked as the guard. */
export const guardFile = path.join(import.meta.dirname, '../../src/faults/guard.js');

/** Milliseconds that commands get which end by themselves. */
export const ample = 60_000;

const mark = 'FAULT_TEST_FOLDER';

/** Runs `use` with a new folder, and checks that no process which was started meanwhile is left afterwards. */
export async function onStage(use: (folder: string) => Promise<void>): Promise<void> {
  await inNewFolder(async folder => {
    process.env[mark] = folder;
    try {
      await use(folder);
      await eventually('no process is left', () => processesOf(folder).length === 0);
    } finally {
      delete process.env[mark];
      for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    }
  });
}

/** The service that is broken on a stage. */
export const serviceIn = (folder: string): GuardedService => ({
  journal: journalFile(folder, 'https://vbs.example.com'),
  profile: path.join(folder, 'targets/sample.yaml'),
  env: process.env,
});

/** What the journal of that service says. */
export const entryIn = (folder: string): JournalEntry | undefined => readEntry(serviceIn(folder).journal);

/** Runs `use` on a stage with a guard, which is closed afterwards. */
export function withGuard(use: (guard: FaultGuard, folder: string) => Promise<void>): Promise<void> {
  return onStage(async folder => {
    const guard = startFaultGuard(guardFile, serviceIn(folder));
    try {
      await use(guard, folder);
    } finally {
      await guard.close();
    }
  });
}

/** A command that runs a shell script in the folder. */
export function script(folder: string, text: string): Command {
  return ['sh', '-c', `cd "$0" || exit 99\n${text}`, folder];
}

/** A hook of two shell scripts that run in the folder. */
export function hookOf(folder: string, enter: string, leave: string): FaultHook {
  return { code: 502, enter: script(folder, enter), leave: script(folder, leave), timeout: ample };
}

/** Lines of a script that waits until the test makes a file. */
export function untilThereIs(file: string): string {
  return `until [ -e ${file} ]; do sleep 0.05; done`;
}

/** Lines of a script that writes to `log` whether the process with the id in a file runs; a zombie does not. */
export function logWhetherRuns(pidFile: string): string {
  return `[ -n "$(tr -d '\\0' < "/proc/$(cat ${pidFile})/cmdline" 2>/dev/null)" ] && echo runs >> log || echo gone >> log`;
}

/** The complete lines of a file in the folder; none when there is no file. */
export function linesOf(folder: string, file: string): string[] {
  const name = path.join(folder, file);
  return existsSync(name) ? readFileSync(name, 'utf8').split('\n').slice(0, -1) : [];
}

/** Resolves when scripts have written that many lines to a file in the folder. */
export function linesIn(folder: string, file: string, count: number): Promise<void> {
  return eventually(`${file} has ${count} lines`, () => linesOf(folder, file).length >= count);
}

/** Resolves when something has come true, and fails when it does not within a minute. */
export async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  for (let looks = 0; looks < 1200 && !isTrue(); looks += 1) await sleep(50);
  assert.ok(isTrue(), what);
}

/** Ids of the processes that were started on this stage, by the environment that a child hands on to its own. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && readProcess(pid, 'environ').includes(`${mark}=${folder}\0`))
    .map(Number);
}

/** The id of the guard that was started on this stage. */
export function guardOf(folder: string): number {
  const [guard] = processesOf(folder).filter(pid => readProcess(String(pid), 'cmdline').split('\0')[1] === guardFile);
  assert.ok(guard, 'there is a guard');
  return guard;
}

function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
