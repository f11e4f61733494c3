import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';

/** What the command line adds to the environment; the same for the quick gate and the full run. */
export interface RunOptions {
  /** Profiles, `cloud`, `mock`; undefined: what the environment says. */
  readonly target?: readonly string[];
  /** A glob over check ids; undefined: all. */
  readonly only?: string;
  readonly strict?: boolean;
  /** Requests per second. */
  readonly rate?: string;
  /** Globs over the names of probes that are switched on, and off. */
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  /** Only list what would be sent. */
  readonly dryRun?: boolean;
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
