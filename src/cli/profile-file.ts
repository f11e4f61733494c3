import path from 'node:path';
import { type Profile, readProfile } from '../targets/profile.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import { fileFormat } from './file-formats.ts';
import { settingsText } from './machine-files.ts';

/** Kibibytes that a profile may have. Reading one of many keys takes a time that grows with their square. */
const largestProfile = 64;

/** Whether a target can have this name: its profile and its reports are where no name leads out of their folders. */
export const isProfileName = (name: string): boolean => /^[\w-]+$/.test(name);

/** The absolute path of the profile that a target of this name has, below the folder that a run was started in. */
export const profileFile = (folder: string, name: string): string => path.join(folder, 'targets', `${name}.yaml`);

/**
 * Reads a profile; undefined when there is no such file.
 * @param file its absolute path
 * @param env what `${NAME}` in its texts stands for
 * @throws ConfigurationError with every problem
 */
export function profileIn(file: string, env: Environment): Profile | undefined {
  const text = profileText(file);
  return text === undefined ? undefined : parsedProfile(file, text, env);
}

const nameOf = (file: string): string => `targets/${path.basename(file)}`;

/** The text of a profile; undefined when there is no such file. @throws ConfigurationError when it cannot be read */
export const profileText = (file: string): string | undefined => settingsText(file, nameOf(file), largestProfile);

/**
 * Reads the text of a profile that is in a file, or is to be written there.
 * @throws ConfigurationError with every problem
 */
export function parsedProfile(file: string, text: string, env: Environment): Profile {
  const name = nameOf(file);
  if (Buffer.byteLength(text) > largestProfile * 1024)
    throw new ConfigurationError(
      `${name} would be larger than ${largestProfile} KiB; waive fewer checks, or use globs.`,
    );
  return readProfile(name, text, fileFormat('target'), env);
}

/**
 * The profile of a target whose waivers are meant, with its text.
 * @param option the option that names the target, for people
 * @throws ConfigurationError where there is none
 */
export function waiversProfile(option: string, target: string, folder: string): { file: string; text: string } {
  if (target === 'mock')
    throw new ConfigurationError(
      `${option} is "mock", but the embedded service has no profile: nothing is waived of it.`,
    );
  const file = profileFile(folder, target);
  const text = isProfileName(target) ? profileText(file) : undefined;
  if (text !== undefined) return { file, text };
  throw new ConfigurationError(
    `${option} is "${target}", but there is no profile targets/${target}.yaml here; waivers belong to a profile, so write one.`,
  );
}
