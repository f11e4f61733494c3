import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Files } from '../targets/files.ts';
import { ConfigurationError } from '../targets/target.ts';

/** The files of this machine, seen from the folder that the run was started in. */
export const machineFiles = (): Files => ({ read: textOf, folder: process.cwd(), home: homedir() });

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} is there but cannot be read (${String(code)}); mend or remove it.`);
  }
}
