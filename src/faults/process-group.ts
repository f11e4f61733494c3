import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a group has to end after each of the two signals. */
const gracePeriod = 2000;

/** Milliseconds between two looks at whether a group is gone. */
const interval = 20;

/**
 * Ends a process group: by SIGTERM, and soon after by SIGKILL. Resolves once the group is gone, or has outlasted SIGKILL, as
 * a process does that runs as another user, hangs in the kernel, or is a zombie. Never rejects.
 */
export async function endGroup(group: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    sendToGroup(group, signal);
    for (let waited = 0; waited < gracePeriod; waited += interval) {
      if (!isGroupLeft(group)) return;
      await sleep(interval);
    }
  }
}

/** Whether any process of this group is left, zombies included. */
export function isGroupLeft(group: number): boolean {
  return sendToGroup(group, 0);
}

/** False when the group has no process. */
function sendToGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
