import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { hasIdleCredentials, liveTarget, runSettings, targetSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';

/** What the command line adds to the environment; the same for the quick gate and the full run. */
export interface RunOptions {
  /** `mock`, or undefined: what the environment says. */
  readonly target?: string;
  /** A glob over check ids; undefined: all. */
  readonly only?: string;
  readonly strict?: boolean;
}

/**
 * The process's environment over what `.env` in this folder says.
 * @throws ConfigurationError when `.env` is there and cannot be read.
 */
export function environment(folder: string): Environment {
  const file = path.join(folder, '.env');
  if (!statSync(file, { throwIfNoEntry: false })) return process.env;
  try {
    return { ...parse(readFileSync(file)), ...process.env };
  } catch {
    throw new ConfigurationError(
      '.env is there but is no readable file; remove it, or see .env.example for what belongs in it.',
    );
  }
}

/**
 * Creates the folder that a run writes to and returns its absolute path.
 * @throws ConfigurationError when it cannot be one.
 */
export function reportsFolder(env: Environment): string {
  const { reportsDir } = runSettings(env);
  const folder = path.resolve(reportsDir);
  try {
    makeFolder(folder);
    return folder;
  } catch {
    throw new ConfigurationError(
      `REPORTS_DIR is "${reportsDir}", where no folder can be made; set it to a folder, or remove the file there.`,
    );
  }
}

/** Folder by folder: Node's own recursion does not end where the system makes none, as below /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Checks everything that the environment sets before anything is started. @throws ConfigurationError */
export function assertUsable(env: Environment, { target }: RunOptions): void {
  runSettings(env);
  targetSettings(env);
  if (target !== undefined && target !== 'mock') {
    throw new ConfigurationError(
      `--target is "${target}", but there is no such target; use "mock", or set VBS_ENDPOINT for a live one.`,
    );
  }
  if (target === undefined) liveTarget(env);
}

/** The first line of a run: which target was chosen, and how to choose another where that may surprise. */
export function targetLine(env: Environment, { target }: RunOptions): string {
  const live = target === 'mock' ? undefined : liveTarget(env);
  if (live) return `Target: ${live.endpoint} (project ${live.project}, backup ${live.backup})`;
  const idle = target === undefined && hasIdleCredentials(env);
  return `Target: the embedded service${idle ? '; credentials are set, so set VBS_ENDPOINT to test the cloud they are for' : ''}`;
}
