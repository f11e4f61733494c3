import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../src/cli/command-line.ts';
import { type Output, systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Clock } from '../../src/wire/sender.ts';

/** What a run of the command left behind. */
export interface Finished {
  /** Null when it had to be killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Has one operation asked: services of tests that know nothing else are asked for nothing else. */
export const onlyShow = ['--only', 'show-backup/**'] as const;

/** Milliseconds after which a run that should have ended by itself is interrupted; its status is then that of SIGTERM. */
const patience = 60_000;

/**
 * Runs `vbs-conformance` within this process, with these variables only and in this folder. What a process adds, such as its
 * end and its memory, is left to `spawnedCommand`. So are fault hooks, which run in the process's own folder.
 */
export async function command(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
  clock: Clock = systemClock,
): Promise<Finished> {
  const [stdout, stderr] = [heard(), heard()];
  const signals = new EventEmitter();
  const terminate = setTimeout(() => signals.emit('SIGTERM', 'SIGTERM'), patience);
  try {
    const status = await runCommand(args, {
      env: { ...ownState(folder), ...env },
      folder,
      stdout,
      stderr,
      signals,
      clock,
    });
    return { status, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    clearTimeout(terminate);
  }
}

/** Variables that keep a run from the journal in the home of whoever runs the tests. */
export const ownState = (folder: string): Readonly<Record<string, string>> => ({
  XDG_STATE_HOME: path.join(folder, 'state'),
});

/** A pipe that is read to its end. */
function heard(): Output & { readonly text: () => string } {
  let text = '';
  return {
    isTTY: false,
    columns: 80,
    hasColors: () => false,
    write: more => {
      text += more;
    },
    text: () => text,
  };
}

/** Runs `use` with a new empty folder that is removed afterwards. */
export async function inNewFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
