import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';

/** Bytes that such a file may have; ours have less than one KiB. */
const largest = 64 * 1024;

/**
 * Creates a folder that only this user may write to, with those above it.
 * @throws ConfigurationError when it cannot be made, or is another user's
 */
export function makeOwnFolder(folder: string): void {
  try {
    makeFolders(folder, 0o700);
  } catch (error) {
    throw new ConfigurationError(
      `The folder ${folder} cannot be made (${codeOf(error)}); set XDG_STATE_HOME to a folder that you may write to.`,
    );
  }
  const { uid, mode } = statSync(folder);
  if (isMine(uid) && (mode & 0o022) === 0) return;
  throw new ConfigurationError(
    `Others than you may write to the folder ${folder}; make it yours alone (chmod 700), or set XDG_STATE_HOME to another one.`,
  );
}

/**
 * Makes a folder with those above it, one by one: Node's own recursion does not end where the system makes none, as below
 * /proc.
 * @param mode the permissions of what is made
 * @throws the error of the system
 */
export function makeFolders(folder: string, mode?: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolders(path.dirname(folder), mode);
  mkdirSync(folder, { mode });
}

/**
 * The text of a file that only this user may have written: what it says is acted upon. Undefined when there is none.
 * @throws ConfigurationError when others may read or write it, or it is no small file
 */
export function readOwnFile(file: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} cannot be read (${codeOf(error)}); make it readable, or remove it.`);
  }
  try {
    const stat = fstatSync(descriptor);
    const isTrusted = stat.isFile() && isMine(stat.uid) && (stat.mode & 0o077) === 0 && stat.size <= largest;
    if (isTrusted) return readFileSync(descriptor, 'utf8');
    throw new ConfigurationError(
      `${file} is not a file that only you can read and write, so it is not obeyed; see who made it, then remove it.`,
    );
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a file that only this user may read, as a whole or not at all, and so that it outlives the machine's end.
 * @throws the error of the system
 */
export function writeOwnFile(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`;
  rmSync(beside, { force: true });
  try {
    const descriptor = openSync(beside, 'wx', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
    keepNames(path.dirname(file));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Removes a file, where that can be done. One that stays is looked at again by the next run. */
export function removeOwnFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** Lets the names of a folder's files outlive the machine's end. */
function keepNames(folder: string): void {
  const descriptor = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** True where there are no users. */
const isMine = (uid: number): boolean => process.getuid === undefined || process.getuid() === uid;

/** The code of an error of the system. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
