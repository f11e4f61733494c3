import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FaultHook } from '../targets/target.ts';
import { isObject } from '../text/json.ts';
import type { ProcessIdentity } from './process-identity.ts';

/**
 * A fault that was entered, as the journal keeps it until it is known to be over. Says where the commands are written, and
 * never what they are: their arguments may contain secrets.
 */
export interface JournalEntry {
  readonly format: 1;
  /** Names this fault among all that ever were. What its commands start has it in its environment. */
  readonly id: string;
  /** Absolute path of the profile that the hook is from. */
  readonly profile: string;
  readonly code: number;
  /** Digest of the hook's commands (see `hookDigest`). */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
  /** `open`: `leave` has not succeeded. `left`: it has, but the service was not seen well since. */
  readonly state: 'open' | 'left';
  readonly run: ProcessIdentity;
  readonly guard?: ProcessIdentity;
  /** The command of the hook that began last; it leads a process group. */
  readonly command?: ProcessIdentity;
}

/** SHA-256 of the two commands of a hook, in hexadecimal. */
export const hookDigest = ({ enter, leave }: FaultHook): string =>
  createHash('sha256')
    .update(JSON.stringify([enter, leave]))
    .digest('hex');

/** The entry for a fault that this hook is about to bring about. */
export function newEntry(id: string, profile: string, hook: FaultHook, run: ProcessIdentity, now: Date): JournalEntry {
  const enteredAt = now.toISOString();
  return { format: 1, id, profile, code: hook.code, digest: hookDigest(hook), enteredAt, state: 'open', run };
}

/** The process that sees to a fault, the guard before the run; undefined when neither of them runs. */
export const keeperOf = (
  { guard, run }: JournalEntry,
  isRunning: (one: ProcessIdentity) => boolean,
): ProcessIdentity | undefined => [guard, run].find(one => one !== undefined && isRunning(one));

/** The folder with `targets/`, in which the commands of a profile run. */
export const folderOfProfile = (profile: string): string => path.dirname(path.dirname(profile));

/** The hook that a fault was entered with, and so has to be left with; undefined where the profile has another, or none. */
export const hookOfEntry = ({ code, digest }: JournalEntry, hooks: readonly FaultHook[]): FaultHook | undefined =>
  hooks.find(hook => hook.code === code && hookDigest(hook) === digest);

/** Reads an entry; undefined when the text is none. */
export function parseEntry(text: string): JournalEntry | undefined {
  try {
    const raw: unknown = JSON.parse(text);
    return isEntry(raw) ? raw : undefined;
  } catch {
    return undefined;
  }
}

const isEntry = (raw: unknown): raw is JournalEntry =>
  isObject(raw) &&
  raw.format === 1 &&
  (['id', 'profile', 'digest', 'enteredAt'] as const).every(key => typeof raw[key] === 'string') &&
  path.isAbsolute(String(raw.profile)) &&
  Number.isInteger(raw.code) &&
  (raw.state === 'open' || raw.state === 'left') &&
  isProcess(raw.run) &&
  [raw.guard, raw.command].every(one => one === undefined || isProcess(one));

/** Whether JSON is a process. */
export const isProcess = (raw: unknown): raw is ProcessIdentity =>
  isObject(raw) &&
  Number.isInteger(raw.pid) &&
  Number(raw.pid) > 0 &&
  typeof raw.bootId === 'string' &&
  typeof raw.startTime === 'string';
