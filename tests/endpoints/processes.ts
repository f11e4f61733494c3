import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the kernel tells of all processes and their environments. */
export const seesProcesses = existsSync('/proc/self/environ');

/** Ids of the processes that have this word in their environment, which a child hands on to its own. */
export function processesWith(word: string): string[] {
  return readdirSync('/proc').filter(pid => {
    try {
      return (
        /^\d+$/.test(pid) && Number(pid) !== process.pid && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(word)
      );
    } catch {
      return false;
    }
  });
}

/** Milliseconds for which something is waited for that ought to happen. */
const patience = 60_000;

/** Waits until it is so. @throws Error when it does not become so */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > patience) throw new Error(`${what}: it did not happen.`);
    await sleep(20);
  }
}
