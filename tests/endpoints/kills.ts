import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KeptFault } from '../../src/faults/journal.ts';

/** Kills a process, or the group of a negative id, unless it has ended. */
export function kill(pid: number | undefined): void {
  assert.ok(pid);
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH');
  }
}

/** Kills all that works on a fault at once, and lets what was written look as if the machine had been started since. */
export function killAsByReboot(leader: number | undefined, { file, entry }: KeptFault): void {
  for (const pid of [-(leader ?? 0), entry.guard?.pid, -(entry.command?.pid ?? 0)]) kill(pid);
  const state = path.dirname(file);
  for (const name of readdirSync(state).map(one => path.join(state, one))) {
    writeFileSync(name, readFileSync(name, 'utf8').replaceAll(entry.run.bootId, 'another boot'));
  }
}
