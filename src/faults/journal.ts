import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';
import { type JournalEntry, parseEntry } from './journal-entry.ts';
import { readOwnFile, removeOwnFile, writeOwnFile } from './own-files.ts';

/**
 * The file that keeps the fault of a service, one at a time, until it is known to be over.
 * @param folder the folder of all journals
 * @param endpoint the service's root URL, which its name does not tell
 */
export function journalFile(folder: string, endpoint: string): string {
  const digest = createHash('sha256').update(endpoint).digest('hex');
  return path.join(folder, `${digest.slice(0, 32)}.json`);
}

/** The fault in a journal; undefined when there is none. @throws ConfigurationError when the file cannot be trusted */
export function readEntry(file: string): JournalEntry | undefined {
  const text = readOwnFile(file);
  if (text === undefined) return undefined;
  const entry = parseEntry(text);
  if (entry) return entry;
  throw new ConfigurationError(
    `${file} should say which fault was entered, but it is damaged; see that the service is well, then remove the file.`,
  );
}

/** Keeps a fault in a journal, in place of the one before. @throws the error of the system */
export const writeEntry = (file: string, entry: JournalEntry): void =>
  writeOwnFile(file, `${JSON.stringify(entry, null, 2)}\n`);

/** Takes the fault out of a journal: it is over. */
export const removeEntry = (file: string): void => removeOwnFile(file);

/** A fault that is not known to be over, and the journal that it stands in. */
export interface KeptFault {
  readonly file: string;
  readonly entry: JournalEntry;
}

/** The faults in all journals of a folder. @throws ConfigurationError when a file cannot be trusted */
export function keptFaults(folder: string): KeptFault[] {
  const names = namesIn(folder).filter(name => /^[\da-f]{32}\.json$/.test(name));
  return names.sort().flatMap(name => {
    const file = path.join(folder, name);
    const entry = readEntry(file);
    return entry ? [{ file, entry }] : [];
  });
}

/** The names of the files in a folder; none when it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
