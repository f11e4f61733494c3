import { fork } from 'node:child_process';
import type { FaultHook } from '../targets/target.ts';
import { endingText, startFailureText } from './endings.ts';
import { startCommand } from './hook-command.ts';
import type { GuardAnswer, GuardRequest } from './messages.ts';

/**
 * Runs fault hooks, one at a time, in a process that outlives the run. It resolves with the rest of a sentence that begins
 * with the hook's command, and may quote what the command wrote to its stderr.
 */
export interface FaultGuard {
  /** Causes the fault. Resolves with undefined, or with why that failed. `leave` must be called in both cases. */
  readonly enter: (hook: FaultHook) => Promise<string | undefined>;
  /**
   * Ends the `enter` command if it is still running, then leaves the fault. Does nothing when none was entered.
   * Resolves with undefined, or with why that failed.
   */
  readonly leave: () => Promise<string | undefined>;
  /** Leaves the fault that is outstanding, if any, then ends the guard. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the process that runs fault hooks. It leaves an entered fault also when this process is killed.
 * @param guardFile the compiled `guard.ts`
 * @param env the environment of the hooks
 */
export function startFaultGuard(guardFile: string, env: NodeJS.ProcessEnv = process.env): FaultGuard {
  // Options like --inspect-brk are meant for the run and would keep the guard from its work.
  const guard = fork(guardFile, { detached: true, env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const unanswered = new Map<GuardRequest['kind'], (failure: string | undefined) => void>();
  let guardEnd: string | undefined;
  let outstanding: FaultHook | undefined;
  let leaving: Promise<string | undefined> | undefined;

  const ended = new Promise<void>(resolve => {
    const onEnd = (how: string): void => {
      guardEnd ??= `the guard process ${how}`;
      for (const settle of unanswered.values()) settle(`could not be watched to its end, because ${guardEnd}`);
      resolve();
    };
    guard.on('error', error => onEnd(startFailureText(error)));
    guard.on('exit', (status, signal) => onEnd(endingText(status, signal)));
  });
  guard.on('message', ({ to, failure }: GuardAnswer) => unanswered.get(to)?.(failure));

  const ask = (request: GuardRequest): Promise<string | undefined> =>
    new Promise(resolve => {
      if (guardEnd) return resolve(`was not run, because ${guardEnd}`);
      unanswered.set(request.kind, resolve);
      // A request cannot be sent when the guard is gone, which 'exit' reports.
      guard.send(request, () => {});
    });
  const enter = async (hook: FaultHook): Promise<string | undefined> => {
    if (outstanding) throw new Error(`The fault for ${hook.code} must not be entered before the last fault was left.`);
    outstanding = guardEnd === undefined ? hook : undefined;
    return ask({ kind: 'enter', hook });
  };
  /** A guard that was killed has not left the fault: then it is left from here. */
  const leaveOf = ({ leave: command, timeout }: FaultHook): Promise<string | undefined> =>
    guardEnd === undefined ? ask({ kind: 'leave' }) : startCommand(command, timeout).failure;
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
    await ended;
  };
  return { enter, leave, close };
}
