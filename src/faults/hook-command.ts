import { type ChildProcess, spawn } from 'node:child_process';
import { longestTimer } from '../network/timeout.ts';
import type { Command } from '../targets/target.ts';
import { endingText, startFailureText } from './endings.ts';
import { faultVariable } from './fault-processes.ts';
import { endGroup, isGroupLeft } from './process-group.ts';
import { type ProcessIdentity, processWithId } from './process-identity.ts';
import { openStderrFile, takeLastLine } from './stderr-file.ts';

/** Where a command runs, and for which fault. */
export interface CommandPlace {
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The id of the fault, which everything that the command starts has in its environment (see `faultVariable`). */
  readonly fault?: string;
}

/** A running command, with everything that it starts within its process group. */
export interface StartedCommand {
  /** The leader of the process group; undefined when it could not be started. */
  readonly process: ProcessIdentity | undefined;
  /** Resolves with undefined once it exited with 0, else with why not, as the rest of a sentence. Never rejects or hangs. */
  readonly failure: Promise<string | undefined>;
  /** Ends the command and everything else in its process group. Never rejects. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a command without a shell, in a process group and session of its own, which no terminal's Ctrl-C reaches.
 * @param timeout milliseconds, after which it and its process group are ended
 */
export function startCommand(command: Command, timeout: number, place: CommandPlace = {}): StartedCommand {
  const stderr = openStderrFile();
  const takeStderr = (): string | undefined => (stderr === undefined ? undefined : takeLastLine(stderr));
  try {
    return watch(spawnDetached(command, stderr, place), timeout, takeStderr);
  } catch (error) {
    // Node throws some of these errors, as for arguments that are too long, and emits the others as events.
    takeStderr();
    return { process: undefined, failure: Promise.resolve(startFailureText(error)), end: () => Promise.resolve() };
  }
}

function spawnDetached(
  [program, ...args]: Command,
  stderr: number | undefined,
  { folder, env = process.env, fault }: CommandPlace,
): ChildProcess {
  return spawn(program, args, {
    cwd: folder,
    env: { ...env, [faultVariable]: fault },
    detached: true,
    shell: false,
    stdio: ['ignore', 'ignore', stderr ?? 'ignore'],
  });
}

/** @param takeStderr gives the last line of its stderr; to be called once, at the end */
function watch(child: ChildProcess, timeout: number, takeStderr: () => string | undefined): StartedCommand {
  let group = child.pid;
  const started = group === undefined ? undefined : processWithId(group);
  let stopReason: string | undefined;
  let stopping: Promise<void> | undefined;
  let onStopped = (): void => {};
  const stopped = new Promise<undefined>(resolve => {
    onStopped = () => resolve(undefined);
  });
  const stop = (reason: string): Promise<void> => {
    stopReason ??= reason;
    stopping ??= (group === undefined ? Promise.resolve() : endGroup(group)).then(onStopped);
    return stopping;
  };
  const timer = setTimeout(() => stop(`did not end within ${timeout / 1000} s`), Math.min(timeout, longestTimer));
  child.on('exit', () => {
    // The id of a group that is gone may be given to another.
    if (group !== undefined && !isGroupLeft(group)) group = undefined;
  });
  // A process that cannot be killed never ends, so the end of the attempt counts as well.
  const failure = Promise.race([endOf(child), stopped]).then(async ended => {
    clearTimeout(timer);
    await stopping;
    const lastLine = takeStderr();
    if (stopReason !== undefined) return stopReason;
    if (ended === undefined || lastLine === undefined) return ended;
    return `${ended}: ${lastLine}`;
  });
  return { process: started, failure, end: () => stop('was interrupted') };
}

/**
 * How a process failed; undefined when it exited with 0. It does not wait for 'close': processes that are left behind may
 * keep the stderr open forever.
 */
function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise(resolve => {
    child.on('error', error => resolve(startFailureText(error)));
    child.on('exit', (status, signal) => resolve(status === 0 ? undefined : endingText(status, signal)));
  });
}
