/**
 * The program that runs fault hooks. It lives until the channel to the run closes, however the run ended, and leaves the
 * fault that is outstanding by then.
 */

import type { FaultHook } from '../targets/target.ts';
import { type StartedCommand, startCommand } from './hook-command.ts';
import type { GuardAnswer, GuardRequest } from './messages.ts';

interface Fault {
  readonly hook: FaultHook;
  readonly entering: StartedCommand;
}

/** The fault whose `leave` has not begun. */
let outstanding: Fault | undefined;

/** The last `leave` that has begun. */
let leaving: Promise<void> = Promise.resolve();

function enter(hook: FaultHook): void {
  const entering = startCommand(hook.enter, hook.timeout);
  outstanding = { hook, entering };
  entering.failure.then(failure => answer({ to: 'enter', failure }));
}

/** Leaves the outstanding fault, or waits for a `leave` that is under way. */
function leave(): Promise<void> {
  const fault = outstanding;
  outstanding = undefined;
  if (fault) leaving = leaveFault(fault);
  return leaving;
}

async function leaveFault({ hook, entering }: Fault): Promise<void> {
  await entering.end();
  const failure = await startCommand(hook.leave, hook.timeout).failure;
  answer({ to: 'leave', failure });
}

function answer(message: GuardAnswer): void {
  // Without the callback, a run that is gone would cause an error that ends this process.
  process.send?.(message, undefined, undefined, () => {});
}

// A signal that ends the run must not end the guard before it has left the fault.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.on('message', (request: GuardRequest) => (request.kind === 'enter' ? enter(request.hook) : leave()));

process.on('disconnect', async () => {
  await leave();
  process.exit();
});
