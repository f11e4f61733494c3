import { homedir } from 'node:os';
import path from 'node:path';
import { hookEnvironment } from '../faults/hook-environment.ts';
import { journalFile, type KeptFault, keptFaults, readEntry } from '../faults/journal.ts';
import { folderOfProfile, hookOfEntry, type JournalEntry, keeperOf } from '../faults/journal-entry.ts';
import { leaveFault } from '../faults/leaving.ts';
import { isRunning } from '../faults/process-identity.ts';
import { claim } from '../faults/target-lock.ts';
import { ConfigurationError, type FaultHook } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import { hookWords } from './hook-words.ts';
import { profileIn } from './profile-file.ts';
import { environment } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** The folder of the journals: it outlives a run and its reports (XDG Base Directory Specification). */
export function stateFolder({ XDG_STATE_HOME: home }: Environment): string {
  const isUsable = home !== undefined && path.isAbsolute(home);
  return path.join(isUsable ? home : path.join(homedir(), '.local/state'), 'vbs-conformance');
}

/** Says which faults of earlier runs are not known to be over. @throws ConfigurationError when a journal cannot be trusted */
export function tellKeptFaults(env: Environment, stderr: World['stderr']): void {
  for (const { entry } of keptFaults(stateFolder(env))) tellOn(stderr, keptText(entry));
}

/** What is known of a fault, as a sentence. */
export function keptText(entry: JournalEntry): string {
  const fault = `The fault for ${entry.code} (${entry.profile}), entered at ${entry.enteredAt},`;
  if (entry.state === 'left') return `${fault} was left, but the service has not answered well since.`;
  const keeper = keeperOf(entry, isRunning);
  return keeper
    ? `${fault} is open: process ${keeper.pid} sees to it.`
    : `${fault} is still open: the run that entered it died.`;
}

/** How the faults of a target are told from those of others. */
export interface FaultyTarget {
  /** The absolute path of its profile, where it has one. */
  readonly profile?: string;
  /** Its root URL, as far as that is known. */
  readonly endpoint?: string | undefined;
}

/**
 * Leaves the open faults of a target, before anything else is done with it.
 * @throws ConfigurationError for one that stays open: nothing can be judged
 */
export async function leaveFaultsOf(
  { profile, endpoint }: FaultyTarget,
  env: Environment,
  world: World,
): Promise<void> {
  const folder = stateFolder(env);
  const journal = endpoint === undefined ? undefined : journalFile(folder, endpoint);
  const own = keptFaults(folder).filter(({ file, entry }) => file === journal || entry.profile === profile);
  for (const kept of own.filter(({ entry }) => entry.state === 'open')) {
    const obstacle = await leaveKept(kept, world);
    if (obstacle !== undefined) throw new ConfigurationError(`${obstacle} Nothing is tested before the fault is over.`);
    tellOn(world.stderr, leftText(kept.entry));
  }
}

/** Says that a fault was left. */
export const leftText = ({ code }: JournalEntry): string => `The fault for ${code} is left now.`;

/**
 * Leaves an open fault by the command in its profile, unless a process that runs sees to it.
 * @returns why it is still open, and what to do; undefined once it is left
 */
export async function leaveKept({ file, entry }: KeptFault, world: World): Promise<string | undefined> {
  const keeper = keeperOf(entry, isRunning);
  if (keeper) return `Process ${keeper.pid} sees to the fault for ${entry.code}; wait until it has ended.`;
  try {
    const release = claim(file);
    try {
      return await leaveClaimed(file, entry, world);
    } finally {
      release();
    }
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

async function leaveClaimed(file: string, { id, profile }: JournalEntry, world: World): Promise<string | undefined> {
  // Another process may have left it until the claim was made.
  const entry = readEntry(file);
  if (entry?.id !== id || entry.state === 'left') return undefined;
  const env = environment({ ...world, folder: folderOfProfile(profile) });
  const { hook, variables } = hookIn(entry, env);
  const failure = await leaveFault(file, entry, hook, hookEnvironment(env, variables));
  if (failure === undefined) return undefined;
  return (
    `The "leave" command for the fault ${entry.code} failed (it ${hookWords(env)(failure)}); check the service, ` +
    'then run npx vbs-conformance recover.'
  );
}

/**
 * The hook that a fault was entered with, and the variables that it gets.
 * @throws ConfigurationError when the profile does not have it any more
 */
function hookIn(entry: JournalEntry, env: Environment): { hook: FaultHook; variables: readonly string[] } {
  const profile = profileIn(entry.profile, env);
  const hook = hookOfEntry(entry, profile?.hooks ?? []);
  if (profile && hook) return { hook, variables: profile.hookVariables };
  throw new ConfigurationError(
    `${entry.profile} does not have the commands any more by which the fault for ${entry.code} was entered, and others are ` +
      `not run for it; write them there again, or end the fault yourself and remove its file in ${stateFolder(env)}.`,
  );
}
