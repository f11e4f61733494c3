import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Profile, readProfile } from '../targets/profile.ts';
import type { Environment } from '../targets/variables.ts';
import { settingsText } from './machine-files.ts';
import { packageRoot } from './package-root.ts';
import { targetFormatFile } from './target-format.ts';

/** Kibibytes that a profile may have. Reading one of many keys takes a time that grows with their square. */
const largestProfile = 64;

/** The absolute path of the profile that a target of this name has, below the folder that a run was started in. */
export const profileFile = (folder: string, name: string): string => path.join(folder, 'targets', `${name}.yaml`);

/**
 * Reads a profile; undefined when there is no such file.
 * @param file its absolute path
 * @param env what `${NAME}` in its texts stands for
 * @throws ConfigurationError with every problem
 */
export function profileIn(file: string, env: Environment): Profile | undefined {
  const name = `targets/${path.basename(file)}`;
  const text = settingsText(file, name, largestProfile);
  if (text === undefined) return undefined;
  const format = JSON.parse(readFileSync(path.join(packageRoot(), targetFormatFile), 'utf8')) as object;
  return readProfile(name, text, format, env);
}
