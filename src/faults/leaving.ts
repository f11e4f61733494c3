import type { FaultHook } from '../targets/target.ts';
import { groupOfFault } from './fault-processes.ts';
import { startCommand } from './hook-command.ts';
import { writeEntry } from './journal.ts';
import { folderOfProfile, type JournalEntry } from './journal-entry.ts';
import { endGroup } from './process-group.ts';
import { isRunning } from './process-identity.ts';

/**
 * Leaves a fault: ends what its last command still runs, then runs `leave` and keeps in the journal that it succeeded. The
 * guard, a run that lost its guard, and the recovery of a later day all leave by this.
 * @param env the environment of the command
 * @returns undefined, or the rest of a sentence that begins with the command, and says why it failed
 */
export async function leaveFault(
  journal: string,
  entry: JournalEntry,
  hook: FaultHook,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  await endLastCommand(entry);
  const place = { folder: folderOfProfile(entry.profile), env, fault: entry.id };
  const leaving = startCommand(hook.leave, hook.timeout, place);
  const begun = withCommand(entry, leaving.process);
  keep(journal, begun);
  const failure = await leaving.failure;
  if (failure === undefined) keep(journal, { ...begun, state: 'left' });
  return failure;
}

/** An entry with the command that began last; the same where none did. */
export const withCommand = (entry: JournalEntry, command: JournalEntry['command']): JournalEntry =>
  command === undefined ? entry : { ...entry, command };

/** Where the journal cannot be written, as on a full disk, the fault stays open in it, and is left once more another day. */
export function keep(journal: string, entry: JournalEntry): void {
  try {
    writeEntry(journal, entry);
  } catch {}
}

/**
 * Ends the process group of the command that began last, if that is still its group: the id may be another's by now. Who was
 * killed right after it had started the command may not have written down which it is.
 */
async function endLastCommand({ command, id }: JournalEntry): Promise<void> {
  const group = command && isRunning(command) ? command.pid : await groupOfFault(id, command?.pid);
  if (group !== undefined && group > 1) await endGroup(group);
}
