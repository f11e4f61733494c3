import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { statOf } from './process-identity.ts';

/** The variable in whose value the processes of a fault have its id. */
export const faultVariable = 'CONFORMANCE_FAULT';

/** How often processes are looked for, and milliseconds between two looks. */
const looks = 5;
const interval = 20;

/**
 * The process group in which something still runs for a fault. It is looked for more than once: while a process turns into
 * another program, the kernel shows no environment of it.
 * @param known the group, as far as it was written down; undefined: that of the oldest process, which started all others
 * @returns undefined when nothing runs in it, and where the kernel has no /proc
 */
export async function groupOfFault(fault: string, known: number | undefined): Promise<number | undefined> {
  for (let look = 0; look < looks; look += 1) {
    const running = processesOf(fault).filter(({ group }) => known === undefined || group === known);
    const [oldest] = running.sort((one, other) => one.startTime - other.startTime);
    if (oldest) return oldest.group;
    await sleep(interval);
  }
  return undefined;
}

interface FaultProcess {
  readonly group: number;
  readonly startTime: number;
}

function processesOf(fault: string): FaultProcess[] {
  const mark = `${faultVariable}=${fault}\0`;
  return processIds().flatMap(pid => {
    const stat = environmentOf(pid).includes(mark) ? statOf(pid) : undefined;
    return stat ? [{ group: stat.group, startTime: Number(stat.startTime) }] : [];
  });
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
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
