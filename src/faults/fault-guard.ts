import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { longestTimer } from '../network/timeout.ts';
import type { FaultHook } from '../targets/target.ts';
import { endingText, startFailureText } from './endings.ts';
import { readEntry, removeEntry } from './journal.ts';
import { type JournalEntry, newEntry } from './journal-entry.ts';
import { leaveFault } from './leaving.ts';
import type { GuardAnswer, GuardRequest } from './messages.ts';
import { ownProcess } from './process-identity.ts';

/**
 * Runs fault hooks, one at a time, in a process that outlives the run. It resolves with the rest of a sentence that begins
 * with the hook's command, and may quote what the command wrote to its stderr.
 */
export interface FaultGuard {
  /**
   * Causes the fault. Resolves with undefined, or with why that failed. `leave` must be called in both cases.
   * @param limit milliseconds after which the fault is left by itself
   */
  readonly enter: (hook: FaultHook, limit: number) => Promise<string | undefined>;
  /**
   * Ends the `enter` command if it is still running, then leaves the fault. Does nothing when none was entered.
   * Resolves with undefined, or with why that failed.
   */
  readonly leave: () => Promise<string | undefined>;
  /** Whether the last fault was left by itself, so that it may have been over while it was looked at. */
  readonly wasLate: () => boolean;
  /** To be called when the service was seen well after a fault was left: the journal forgets the fault. */
  readonly forget: () => void;
  /** Leaves the fault that is outstanding, if any, then ends the guard. */
  readonly close: () => Promise<void>;
}

/** The service that hooks break. */
export interface GuardedService {
  /** The journal of the service. */
  readonly journal: string;
  /** Absolute path of the profile that the hooks are from. */
  readonly profile: string;
  /** The environment of the hooks. */
  readonly env: NodeJS.ProcessEnv;
}

interface Outstanding {
  readonly hook: FaultHook;
  /** As it was before the guard wrote it. */
  readonly entry: JournalEntry;
}

/** Milliseconds that the guard may take beside the hook's command, to end what runs and to answer. */
const ownTime = 20_000;

/**
 * Starts the process that runs fault hooks. It leaves an entered fault also when this process is killed.
 * @param guardFile the compiled `guard.ts`
 * @param patience milliseconds after which a guard that should have answered is killed, as one that is suspended
 */
export function startFaultGuard(
  guardFile: string,
  { journal, profile, env }: GuardedService,
  patience = ownTime,
): FaultGuard {
  // Options like --inspect-brk are meant for the run and would keep the guard from its work.
  const guard = fork(guardFile, { detached: true, env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const unanswered = new Map<GuardRequest['kind'], (failure: string | undefined) => void>();
  let guardEnd: string | undefined;
  let outstanding: Outstanding | undefined;
  let leaving: Promise<string | undefined> | undefined;
  let wasLate = false;

  const ended = new Promise<void>(resolve => {
    const onEnd = (how: string): void => {
      guardEnd ??= `the guard process ${how}`;
      for (const settle of unanswered.values()) settle(`could not be watched to its end, because ${guardEnd}`);
      resolve();
    };
    guard.on('error', error => onEnd(startFailureText(error)));
    guard.on('exit', (status, signal) => onEnd(endingText(status, signal)));
  });
  guard.on('message', ({ to, failure, isLate = false }: GuardAnswer) => {
    if (isLate) wasLate = true;
    unanswered.get(to)?.(failure);
  });

  const killLater = (milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => guard.kill('SIGKILL'), Math.min(milliseconds, longestTimer));
  const ask = (request: GuardRequest, { timeout }: FaultHook): Promise<string | undefined> =>
    new Promise(resolve => {
      if (guardEnd) return resolve(`was not run, because ${guardEnd}`);
      const kill = killLater(timeout + patience);
      unanswered.set(request.kind, failure => {
        clearTimeout(kill);
        resolve(failure);
      });
      // A request cannot be sent when the guard is gone, which 'exit' reports.
      guard.send(request, () => {});
    });
  const enter = async (hook: FaultHook, limit: number): Promise<string | undefined> => {
    if (outstanding) throw new Error(`The fault for ${hook.code} must not be entered before the last fault was left.`);
    const entry = newEntry(randomUUID(), profile, hook, ownProcess(), new Date());
    outstanding = guardEnd === undefined ? { hook, entry } : undefined;
    wasLate = false;
    return ask({ kind: 'enter', hook, journal, entry, limit }, hook);
  };
  /** A guard that was killed has not left the fault, or not to the end: then it is left from here. */
  const leaveOf = async ({ hook, entry }: Outstanding): Promise<string | undefined> => {
    const failure = await ask({ kind: 'leave' }, hook);
    if (guardEnd === undefined) return failure;
    const written = writtenEntry(entry);
    // It was killed after it had left the fault: nobody knows how long ago.
    wasLate = written.state === 'left';
    return wasLate ? undefined : leaveFault(journal, written, hook, env);
  };
  /** The entry as the guard wrote it, with the command that may still run. Whatever the file is now, the fault is left. */
  const writtenEntry = (entry: JournalEntry): JournalEntry => {
    try {
      const written = readEntry(journal);
      return written?.id === entry.id ? written : entry;
    } catch {
      return entry;
    }
  };
  const leave = async (): Promise<string | undefined> => {
    if (!outstanding) return undefined;
    leaving ??= leaveOf(outstanding).finally(() => {
      outstanding = undefined;
      leaving = undefined;
    });
    return leaving;
  };
  const close = async (): Promise<void> => {
    await leave();
    if (guard.connected) guard.disconnect();
    const kill = killLater(patience);
    await ended;
    clearTimeout(kill);
  };
  return { enter, leave, wasLate: () => wasLate, forget: () => removeEntry(journal), close };
}
