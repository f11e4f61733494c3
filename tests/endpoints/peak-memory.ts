import { appendFileSync, readFileSync } from 'node:fs';

/**
 * Loaded into a process from outside (`node --import`), notes as it ends how much memory it ever had, in kB, and what it
 * was. What the kernel tells of the process itself, for `maxRSS` may be that of the process it was forked from.
 */
process.on('exit', () => {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  appendFileSync(process.env.PEAK_MEMORY_FILE ?? '/dev/null', `${peak} ${process.argv.slice(1).join(' ')}\n`);
});
