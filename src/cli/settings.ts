import path from 'node:path';
import { parse } from 'dotenv';
import { makeFolders } from '../faults/own-files.ts';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import { bareUrl } from '../targets/values.ts';
import type { Environment } from '../targets/variables.ts';
import { settingsText } from './machine-files.ts';
import type { World } from './world.ts';

/** What the command line adds to the environment; the same for the quick gate and the full run. */
export interface RunOptions {
  /** The command that was given; undefined for a bare `npx playwright test`. */
  readonly command?: 'run' | 'check' | 'doctor';
  /** Profiles, `cloud`, `mock`; undefined: what the environment says. */
  readonly target?: readonly string[];
  /** In place of `VBS_ENDPOINT`, `OS_CLOUD` and `REPORTS_DIR`. */
  readonly endpoint?: string;
  readonly osCloud?: string;
  readonly reportsDir?: string;
  /** A folder with pages in place of the suite's own. */
  readonly specs?: string;
  /** Globs over check ids; undefined: all. */
  readonly only?: readonly string[];
  readonly strict?: boolean;
  /** A line for each check, and the verdict alone. */
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  /** Requests per second. */
  readonly rate?: string;
  /** How many targets may be probed at the same time. */
  readonly jobs?: string;
  /** Globs over the names of probes that are switched on, and off. */
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  /** Only list what would be sent. */
  readonly dryRun?: boolean;
}

/** Kibibytes that `.env` may have. */
const largestEnvFile = 1024;

/**
 * The environment over what `.env` in the world's folder says.
 * @throws ConfigurationError when `.env` cannot be read
 */
export function environment({ env, folder }: World): Environment {
  const text = settingsText(path.join(folder, '.env'), '.env', largestEnvFile);
  // The slower parser of dotenv needs minutes for a file of blank lines.
  return text === undefined ? env : { ...parse(text, { fast: true }), ...env };
}

/**
 * An environment with the options in place of their variables.
 * @throws ConfigurationError when an option is empty or malformed
 */
export function withOptions(env: Environment, { endpoint, osCloud, reportsDir }: RunOptions): Environment {
  if (endpoint !== undefined) bareUrl('--endpoint', endpoint, "the service's root URL");
  if (osCloud === '') throw new ConfigurationError('--os-cloud is empty; set it to a cloud of your clouds.yaml.');
  if (reportsDir === '') throw new ConfigurationError('--reports-dir is empty; set it to a folder.');
  const set = { VBS_ENDPOINT: endpoint, OS_CLOUD: osCloud, REPORTS_DIR: reportsDir };
  // A key pair of the environment would sign the requests, and the cloud's user would not be asked for.
  const keys = osCloud === undefined ? {} : { VBS_ACCESS_KEY: undefined, VBS_SECRET_KEY: undefined };
  return { ...env, ...keys, ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) };
}

/**
 * Creates the folder that a run writes to and returns its absolute path.
 * @param from absolute path of the folder that the run was started in
 * @throws ConfigurationError when it cannot be one
 */
export function reportsFolder(env: Environment, options: RunOptions, from: string): string {
  const { reportsDir } = runSettings(env);
  const folder = path.resolve(from, reportsDir);
  try {
    makeFolders(folder);
    return folder;
  } catch {
    const name = options.reportsDir === undefined ? 'REPORTS_DIR' : '--reports-dir';
    throw new ConfigurationError(
      `${name} is "${reportsDir}", but a folder cannot be made there; choose another folder, or remove the file in its place.`,
    );
  }
}
