import {
  closeSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';

/** A file as it was written. */
export interface WrittenFile {
  /** Its absolute path. */
  readonly file: string;
  /** Its bytes. */
  readonly size: number;
}

/** Where a file or folder is until it is complete. */
export const besideOf = (file: string): string => path.join(path.dirname(file), `.${path.basename(file)}.new`);

/**
 * Writes a file as a whole, or not at all: beside its place, and from there into it. A link in its place is replaced, and
 * not followed.
 * @param mode who may read and write it; undefined: as the system makes files
 * @throws ConfigurationError when the system does not let it be written
 */
export function writeWhole(file: string, parts: Iterable<string | Buffer>, mode?: number): WrittenFile {
  return made(file, beside => {
    const size = writeNew(beside, parts, mode);
    return { file, size };
  });
}

/**
 * Writes a folder of files as a whole, or not at all.
 * @param files names and texts
 * @returns the paths of the files, in the same order
 * @throws ConfigurationError when the system does not let it be written
 */
export function writeWholeFolder(folder: string, files: Iterable<readonly [string, string | Buffer]>): string[] {
  return made(folder, beside => {
    mkdirSync(beside);
    return Array.from(files, ([name, text]) => {
      writeNew(path.join(beside, name), [text]);
      return path.join(folder, name);
    });
  });
}

/** Whether a file is still there as it was written. */
export function isWhole({ file, size }: WrittenFile): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size === size;
}

/** Removes a file or a folder, if it is there. @throws ConfigurationError when the system does not let it be removed */
export function remove(file: string): void {
  try {
    rmSync(file, { recursive: true, force: true });
  } catch (error) {
    throw sentenceOf(error, code => `${file} of an earlier run cannot be removed (${code}); remove it yourself.`);
  }
}

/**
 * Makes a folder, unless it is there. A link to one is none.
 * @throws ConfigurationError when the system does not let it be made
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const remedy = 'remove what is in its place, or make room on the disk';
    throw sentenceOf(error, code => `${folder} is no folder of its own, and cannot be made (${code}); ${remedy}.`);
  }
}

/** Makes something beside its place and moves it there. */
function made<T>(place: string, make: (beside: string) => T): T {
  const beside = besideOf(place);
  remove(beside);
  try {
    const result = make(beside);
    renameSync(beside, place);
    return result;
  } catch (error) {
    remove(beside);
    throw sentenceOf(error, code => `${place} cannot be written (${code}); ${remedyFor(code)}.`);
  }
}

/**
 * Writes a file that is not there yet, and removes it again when it cannot be written to its end. Returns its bytes.
 * @throws the error of the system
 */
export function writeNew(file: string, parts: Iterable<string | Buffer>, mode?: number): number {
  // Exclusive: a link that was made here in between is not followed.
  const descriptor = openSync(file, 'wx', mode);
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode);
    const size = writeParts(descriptor, parts);
    if (fstatSync(descriptor).size === size) return size;
    throw Object.assign(new Error(`${file} is cut off`), { code: 'incomplete', syscall: 'write' });
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function writeParts(descriptor: number, parts: Iterable<string | Buffer>): number {
  let size = 0;
  for (const part of parts) {
    writeFileSync(descriptor, part);
    size += Buffer.byteLength(part);
  }
  return size;
}

/** An error of the system as a sentence for the user. Any other one is a fault of ours, and stays as it is. */
export function sentenceOf(error: unknown, sentence: (code: string) => string): unknown {
  const isOfSystem = error instanceof Error && 'code' in error && 'syscall' in error;
  return isOfSystem ? new ConfigurationError(sentence(String(error.code))) : error;
}

function remedyFor(code: string): string {
  if (/^(?:EISDIR|ENOTDIR|ENOTEMPTY|EEXIST)$/.test(code)) return 'remove what is in its place';
  if (/^(?:ENOSPC|EDQUOT|EFBIG|incomplete)$/.test(code)) return 'make room on the disk';
  return 'see that its folder is there and can be written to';
}
