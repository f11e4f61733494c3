import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { statOf } from './process-identity.ts';

/** The variable in whose value the processes of a fault have its id. */
export const faultVariable = 'CONFORMANCE_FAULT';

/** How often a group is looked at, and milliseconds between two looks. */
const looks = 5;
const interval = 20;

/**
 * Whether a process of this group was started for this fault, though the group's leader may be gone. It is looked for more
 * than once: while a process turns into another program, the kernel shows no environment of it. False without /proc.
 */
export async function isGroupOfFault(group: number, fault: string): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    const members = membersOf(group);
    if (members.length === 0) return false;
    const mark = `${faultVariable}=${fault}\0`;
    if (members.some(pid => environmentOf(pid).includes(mark))) return true;
    await sleep(interval);
  }
  return false;
}

/** The ids of the processes of a group; none where the kernel has no /proc. */
function membersOf(group: number): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter(pid => statOf(pid)?.group === group);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
