import { type ChildProcess, spawn } from 'node:child_process';
import type { Command } from '../targets/target.ts';
import { endingText, startFailureText } from './endings.ts';
import { endGroup, isGroupLeft } from './process-group.ts';
import { openStderrFile, takeLastLine } from './stderr-file.ts';

/** A command under way, and whatever it starts within its process group. */
export interface StartedCommand {
  /** Undefined once it exited with 0, else why it did not, as the rest of a sentence. Never rejects, never hangs. */
  readonly failure: Promise<string | undefined>;
  /** Ends the command, and what is left in its process group when it has ended already. Never rejects. */
  readonly end: () => Promise<void>;
}

/** Node fires a timer that is set for longer at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Starts a command without a shell, in a process group and session of its own, which no terminal's Ctrl-C reaches.
 * @param timeout milliseconds, after which it and its process group are ended
 */
export function startCommand(command: Command, timeout: number): StartedCommand {
  const stderr = openStderrFile();
  const takeStderr = (): string | undefined => (stderr === undefined ? undefined : takeLastLine(stderr));
  try {
    return watch(spawnDetached(command, stderr), timeout, takeStderr);
  } catch (error) {
    // Node throws some of the reasons, like arguments that are too long, and makes events of the others.
    takeStderr();
    return { failure: Promise.resolve(startFailureText(error)), end: () => Promise.resolve() };
  }
}

function spawnDetached([program, ...args]: Command, stderr: number | undefined): ChildProcess {
  return spawn(program, args, { detached: true, shell: false, stdio: ['ignore', 'ignore', stderr ?? 'ignore'] });
}

/** @param takeStderr gives the last line of its stderr; to be called once, at the end */
function watch(child: ChildProcess, timeout: number, takeStderr: () => string | undefined): StartedCommand {
  let group = child.pid;
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
    // The number of a group that is gone may become another's.
    if (group !== undefined && !isGroupLeft(group)) group = undefined;
  });
  // What cannot be killed never ends, which is why the end of the attempt counts as well.
  const failure = Promise.race([endOf(child), stopped]).then(async ended => {
    clearTimeout(timer);
    await stopping;
    const lastLine = takeStderr();
    if (stopReason !== undefined) return stopReason;
    if (ended === undefined || lastLine === undefined) return ended;
    return `${ended}: ${lastLine}`;
  });
  return { failure, end: () => stop('was interrupted') };
}

/**
 * How a process failed, undefined when it exited with 0. It does not wait for 'close': what the process leaves behind may
 * hold on to its stderr for good.
 */
function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise(resolve => {
    child.on('error', error => resolve(startFailureText(error)));
    child.on('exit', (status, signal) => resolve(status === 0 ? undefined : endingText(status, signal)));
  });
}
