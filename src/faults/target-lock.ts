import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';
import { isProcess } from './journal-entry.ts';
import { codeOf, makeOwnFolder, readOwnFile, removeOwnFile, writeOwnFile } from './own-files.ts';
import { isRunning, ownProcess, type ProcessIdentity } from './process-identity.ts';

/** Gives a service up to others. */
export type ReleaseLock = () => void;

/**
 * Claims a service for this process: two runs must not break it at the same time. Each process that wants it writes a file of
 * its own and then looks for those of others. So a dead process's claim can be removed by anybody, at any time, and two that
 * claim it in the same moment both give way.
 * @param journal the journal of the service
 * @throws ConfigurationError when a process that runs has claimed it, or the folder cannot be written to
 */
export function claim(journal: string): ReleaseLock {
  const folder = path.dirname(journal);
  const stem = `${path.basename(journal, '.json')}.`;
  makeOwnFolder(folder);
  const self = ownProcess();
  const own = path.join(folder, `${stem}${self.pid}-${self.startTime}.lock`);
  write(own, self);
  const release = (): void => removeOwnFile(own);
  for (const name of readdirSync(folder).filter(one => one.startsWith(stem) && one.endsWith('.lock'))) {
    const file = path.join(folder, name);
    if (file === own) continue;
    const owner = ownerIn(file);
    if (owner && isRunning(owner)) {
      release();
      throw new ConfigurationError(
        `Another run (process ${owner.pid}) works on the same service with fault hooks; wait until it has ended.`,
      );
    }
    removeOwnFile(file);
  }
  return release;
}

function write(file: string, owner: ProcessIdentity): void {
  try {
    writeOwnFile(file, JSON.stringify(owner));
  } catch (error) {
    throw new ConfigurationError(
      `${file} cannot be written (${codeOf(error)}); see to the disk, or set XDG_STATE_HOME to another folder.`,
    );
  }
}

function ownerIn(file: string): ProcessIdentity | undefined {
  try {
    const raw: unknown = JSON.parse(readOwnFile(file) ?? '');
    return isProcess(raw) ? raw : undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    return undefined;
  }
}
