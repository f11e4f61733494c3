import { fork } from 'node:child_process';
import type { FaultHook } from '../targets/target.ts';
import { endingText, startFailureText } from './endings.ts';
import { startCommand } from './hook-command.ts';
import type { GuardAnswer, GuardRequest } from './messages.ts';

/**
 * Runs fault hooks, one at a time, in a process that outlives the run. What it resolves with is the rest of a sentence that
 * begins with the hook's command, and may quote what the command wrote to its stderr.
 */
export interface FaultGuard {
  /** Brings the fault about. Resolves with undefined, or with why it did not come about: `leave` is to be called then too. */
  readonly enter: (hook: FaultHook) => Promise<string | undefined>;
  /**
   * Ends the fault that was entered last, and first what still brings it about; safe to call when there is none. Resolves
   * with undefined, or with why that failed.
   */
  readonly leave: () => Promise<string | undefined>;
  /** Ends the guard once what is outstanding was left. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the process that runs fault hooks. Whatever becomes of this process, an entered fault is left.
 * @param guardFile the compiled `guard.ts`
 */
export function startFaultGuard(guardFile: string): FaultGuard {
  // Options like --inspect-brk are meant for the run and would keep the guard from its work.
  const guard = fork(guardFile, { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const unanswered = new Map<GuardRequest['kind'], (failure: string | undefined) => void>();
  let death: string | undefined;
  let outstanding: FaultHook | undefined;
  let leaving: Promise<string | undefined> | undefined;

  const dead = new Promise<void>(resolve => {
    const die = (how: string): void => {
      death ??= `the guard process ${how}`;
      for (const settle of unanswered.values()) settle(`was lost sight of: ${death}`);
      resolve();
    };
    guard.on('error', error => die(startFailureText(error)));
    guard.on('exit', (status, signal) => die(endingText(status, signal)));
  });
  guard.on('message', ({ to, failure }: GuardAnswer) => unanswered.get(to)?.(failure));

  const ask = (request: GuardRequest): Promise<string | undefined> =>
    new Promise(resolve => {
      if (death) return resolve(`was not run: ${death}`);
      unanswered.set(request.kind, resolve);
      // A request that cannot be sent has no guard to go to, of whose end 'exit' tells.
      guard.send(request, () => {});
    });
  const enter = async (hook: FaultHook): Promise<string | undefined> => {
    if (outstanding) throw new Error(`The fault for ${hook.code} was to be entered before the last one was left.`);
    outstanding = death === undefined ? hook : undefined;
    return ask({ kind: 'enter', hook });
  };
  /** Whoever killed the guard did not leave the fault: then it is left from here. */
  const leaveOf = ({ leave: command, timeout }: FaultHook): Promise<string | undefined> =>
    death === undefined ? ask({ kind: 'leave' }) : startCommand(command, timeout).failure;
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
    await dead;
  };
  return { enter, leave, close };
}
