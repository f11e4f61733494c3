import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Files } from '../targets/files.ts';
import { ConfigurationError } from '../targets/target.ts';

/** The files of this machine, as a run sees them that was started in this folder. */
export const machineFiles = (folder: string): Files => ({
  read: file => settingsText(file, file, largestFile),
  folder,
  home: homedir(),
});

/** Most kibibytes of any other file. A file with the certificates of all authorities has about 250. */
const largestFile = 1024;

/**
 * The text of a file of settings, which is read at once: it is small, and no pipe that waits for a writer.
 * @param name the file's name, for people
 * @param most kibibytes that it may have
 * @returns undefined when there is no such file
 * @throws ConfigurationError when it is no such file, or cannot be read
 */
export function settingsText(file: string, name: string, most: number): string | undefined {
  return textUnlessMissing(name, () => {
    const stat = statSync(file);
    if (!stat.isFile()) throw new ConfigurationError(`${name} is not a regular file; replace it, or remove it.`);
    if (stat.size <= most * 1024) return readFileSync(file, 'utf8');
    throw new ConfigurationError(`${name} is larger than ${most} KiB; remove what does not belong in it.`);
  });
}

function textUnlessMissing(name: string, read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${name} cannot be read (${String(code)}); make it readable, or remove it.`);
  }
}
