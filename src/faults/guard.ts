/**
 * The program that runs fault hooks. It lives until the channel to the run closes, however the run ended, and leaves the
 * fault that is outstanding by then. A run that is suspended closes nothing, so that each fault has a limit of time as well.
 */

import { longestTimer } from '../network/timeout.ts';
import type { FaultHook } from '../targets/target.ts';
import { type StartedCommand, startCommand } from './hook-command.ts';
import { writeEntry } from './journal.ts';
import { folderOfProfile, type JournalEntry } from './journal-entry.ts';
import { keep, leaveFault, withCommand } from './leaving.ts';
import type { EnterRequest, GuardAnswer, GuardRequest } from './messages.ts';
import { codeOf } from './own-files.ts';
import { ownProcess } from './process-identity.ts';

interface Fault {
  readonly hook: FaultHook;
  readonly journal: string;
  readonly entry: JournalEntry;
  readonly entering: StartedCommand;
  readonly limit: NodeJS.Timeout;
}

type Left = Omit<GuardAnswer, 'to'>;

const nothingToLeave: Promise<Left> = Promise.resolve({ failure: undefined });

/** The fault whose `leave` has not begun. */
let outstanding: Fault | undefined;

/** The `leave` of the last fault that was entered, once it has begun. */
let leaving = nothingToLeave;

function enter({ hook, journal, entry, limit }: EnterRequest): void {
  leaving = nothingToLeave;
  const opened: JournalEntry = { ...entry, guard: ownProcess() };
  try {
    writeEntry(journal, opened);
  } catch (error) {
    answer({ to: 'enter', failure: `was not run: the journal cannot be written (${codeOf(error)})` });
    return;
  }
  const entering = startCommand(hook.enter, hook.timeout, { folder: folderOfProfile(entry.profile), fault: entry.id });
  const begun = withCommand(opened, entering.process);
  keep(journal, begun);
  const timer = setTimeout(() => leave(true), Math.min(limit, longestTimer));
  outstanding = { hook, journal, entry: begun, entering, limit: timer };
  entering.failure.then(failure => answer({ to: 'enter', failure }));
}

/** Leaves the outstanding fault, or waits for a `leave` that is under way. @param isLate nobody asked for it in time */
function leave(isLate: boolean): Promise<Left> {
  const fault = outstanding;
  outstanding = undefined;
  if (fault) leaving = leaveOutstanding(fault, isLate);
  return leaving;
}

async function leaveOutstanding({ hook, journal, entry, entering, limit }: Fault, isLate: boolean): Promise<Left> {
  clearTimeout(limit);
  await entering.end();
  return { failure: await leaveFault(journal, entry, hook, process.env), isLate };
}

function answer(message: GuardAnswer): void {
  // Without the callback, a run that is gone would cause an error that ends this process.
  process.send?.(message, undefined, undefined, () => {});
}

// A signal that ends the run must not end the guard before it has left the fault.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.on('message', async (request: GuardRequest) => {
  if (request.kind === 'enter') enter(request);
  else answer({ to: 'leave', ...(await leave(false)) });
});

process.on('disconnect', async () => {
  await leave(false);
  process.exit();
});
