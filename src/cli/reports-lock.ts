import { closeSync, constants, fstatSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../faults/own-files.ts';
import { isRunning, ownProcess, type ProcessIdentity, processWithId } from '../faults/process-identity.ts';
import { ConfigurationError } from '../targets/target.ts';
import { makeFolder, sentenceOf, writeNew, writeWhole } from './whole-files.ts';

/** The folders of a run's reports, which no other run writes to meanwhile. */
export interface ReportsLock {
  /** Lets another process hold the folders, too, when this one is gone: it goes on to write there. */
  readonly share: (pid: number) => void;
  readonly release: () => void;
}

/** What the file of a lock says. */
interface Holder {
  /** When the run began, for people. */
  readonly since: string;
  /** At least one; the lock holds as long as one of them runs. */
  readonly processes: readonly ProcessIdentity[];
}

/** Bytes that such a file may have; ours have far fewer. */
const largest = 4096;

const lockIn = (folder: string): string => path.join(folder, '.lock');

/**
 * Takes folders for this process's reports, all or none. What a run has locked that is gone is taken over.
 * @param folders the first one is there; those below it are made, and must not be links to other folders
 * @param now when the run begins
 * @throws ConfigurationError when another run has one of them, or one cannot be written to
 */
export function lockReports(folders: readonly string[], now: Date): ReportsLock {
  const own: Holder = { since: now.toISOString(), processes: [ownProcess()] };
  const locked = new Map<string, string>();
  const release = (): void => {
    for (const [file, text] of locked) if (textIn(file) === text) removeIfPossible(file);
    locked.clear();
  };
  try {
    folders.forEach((folder, index) => {
      if (index > 0) makeFolder(folder);
      const text = JSON.stringify(own);
      lock(folder, text);
      locked.set(lockIn(folder), text);
    });
  } catch (error) {
    release();
    throw error;
  }
  const share = (pid: number): void => {
    const other = processWithId(pid);
    if (!other) return;
    const text = JSON.stringify({ ...own, processes: [...own.processes, other] });
    for (const file of locked.keys()) {
      // On a disk that is full by now this process keeps the lock alone.
      if (isDone(() => writeWhole(file, [text]))) locked.set(file, text);
    }
  };
  return { share, release };
}

function lock(folder: string, text: string): void {
  const file = lockIn(folder);
  try {
    // Of two that begin at the same time one makes it.
    writeNew(file, [text]);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      const remedy = 'make it writable, make room on its disk, or name another folder by --reports-dir';
      throw sentenceOf(error, code => `Nothing can be written to ${folder} (${code}); ${remedy}.`);
    }
    takeOver(file, folder);
    lock(folder, text);
  }
}

/** Removes a lock whose run is gone. @throws ConfigurationError when it is not gone */
function takeOver(file: string, folder: string): void {
  const before = textIn(file);
  if (before === undefined) return;
  const holder = holderIn(before);
  if (!holder) {
    throw new ConfigurationError(
      `${file} names no run: one is just beginning there, or it is left over; wait a moment, or remove it.`,
    );
  }
  const present = holder.processes.find(isRunning);
  if (present) {
    const since = holder.since.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
    throw new ConfigurationError(
      `Another run (process ${present.pid}, since ${since}) writes its reports to ${folder}; wait until it has ended, or name another folder by --reports-dir.`,
    );
  }
  removeUnlessChanged(file, before);
}

/** Another run may take the lock over at the same time: then its lock is in this place by now, and is put back. */
function removeUnlessChanged(file: string, before: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (textIn(file) === undefined) return;
    throw sentenceOf(error, code => `${file} is of a run that is gone, and cannot be removed (${code}); remove it.`);
  }
  const moved = textIn(aside);
  if (moved !== undefined && moved !== before) isDone(() => writeNew(file, [moved]));
  removeIfPossible(aside);
}

/** A lock that stays is no harm: it is taken over when this process is gone. */
const removeIfPossible = (file: string): boolean => isDone(() => rmSync(file, { force: true }));

/** Whether the system let it be done. */
function isDone(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** The text of a lock; undefined when there is none; empty when it is no file of ours. */
function textIn(file: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : '';
  }
  try {
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= largest ? readFileSync(descriptor, 'utf8') : '';
  } finally {
    closeSync(descriptor);
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const holder: Holder = JSON.parse(text);
    const isOurs = typeof holder.since === 'string' && holder.processes.every(({ pid }) => Number.isInteger(pid));
    return isOurs && holder.processes.length > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}
