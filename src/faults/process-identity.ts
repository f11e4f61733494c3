import { readFileSync } from 'node:fs';

/**
 * A process, told from every other that ever had the same id. Where the kernel has no /proc, only the id is known, and the
 * other two are empty.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Names the time from the machine's start to its end. */
  readonly bootId: string;
  /** When the process began, in the kernel's ticks since the machine's start. */
  readonly startTime: string;
}

/** The process that has this id now, also when it has ended and is still waited for; undefined when there is none. */
export function processWithId(pid: number): ProcessIdentity | undefined {
  if (!isThere(pid)) return undefined;
  return { pid, bootId: presentBoot(), startTime: statOf(pid)?.startTime ?? '' };
}

/** This process. */
export const ownProcess = (): ProcessIdentity => ({
  pid: process.pid,
  bootId: presentBoot(),
  startTime: statOf(process.pid)?.startTime ?? '',
});

/** Whether a process still runs, and is not another that was given its id. */
export function isRunning({ pid, bootId, startTime }: ProcessIdentity): boolean {
  const present = processWithId(pid);
  if (present?.bootId !== bootId || present.startTime !== startTime) return false;
  return statOf(pid)?.state !== 'Z';
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface ProcessState {
  /** A letter; `Z` is a zombie. */
  readonly state: string;
  readonly group: number;
  readonly startTime: string;
}

/** What the kernel tells of a process; undefined where it does not, or the process is gone. See proc_pid_stat(5). */
export function statOf(pid: number): ProcessState | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, which stands in brackets before these fields, may contain anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', group: Number(fields[2]), startTime: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function presentBoot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
