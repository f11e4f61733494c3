import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ways } from '../probes/ways.ts';
import {
  type ConfiguredTarget,
  cloudTarget,
  endpointTarget,
  faultsFor,
  profileTarget,
  type TargetSources,
} from '../targets/configured-target.ts';
import { targetSettings } from '../targets/environment.ts';
import { liveVariableIn } from '../targets/known-variables.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import { requestRate } from '../targets/values.ts';
import type { Environment } from '../targets/variables.ts';
import { globMatcher } from '../text/glob.ts';
import { machineFiles } from './machine-files.ts';
import { userAgent } from './package-root.ts';
import { isProfileName, profileFile, profileIn } from './profile-file.ts';
import type { RunOptions } from './settings.ts';

/** A target that a run tests. */
export interface ChosenTarget {
  /** `mock`, `cloud`, a profile's name, or the endpoint's host. */
  readonly name: string;
  /** Undefined for the embedded service. */
  readonly configured: ConfiguredTarget | undefined;
  /** What the command line changes of the embedded service. */
  readonly embedded: Partial<Pick<Target, 'rate' | 'without'>>;
}

/**
 * The targets that `--target` names, each once: profiles, `cloud`, `mock`. Without it `--os-cloud` or `VBS_ENDPOINT` chooses
 * one. Where nothing does it is the embedded service, unless a variable shows that a live service is meant.
 * @param env the environment with the options in it
 * @param root the package's folder
 * @param folder absolute path of the folder that the run was started in
 * @param operations the names of all operations
 * @throws ConfigurationError when the environment, a profile, or a name cannot be used, or no target is chosen
 */
export function chosenTargets(
  options: RunOptions,
  env: Environment,
  root: string,
  folder: string,
  operations: readonly string[],
): readonly ChosenTarget[] {
  const sources: TargetSources = {
    files: machineFiles(folder),
    userAgent: userAgent(root),
    options: {
      ...(options.endpoint === undefined ? {} : { VBS_ENDPOINT: '--endpoint' }),
      ...(options.osCloud === undefined ? {} : { OS_CLOUD: '--os-cloud' }),
    },
    rate: requestRate({ '--rate': options.rate }, '--rate'),
    on: namesOf('--with', options.with ?? [], operations),
    off: namesOf('--without', options.without ?? [], operations),
  };
  const { rate, on, off } = sources;
  const embedded = { ...(rate === undefined ? {} : { rate }), without: off.filter(one => !on.includes(one)) };
  const names = namedTargets(options);
  const configured =
    names.length > 0
      ? names.map(name => targetNamed(name, env, sources))
      : [endpointTarget(env, sources) ?? embeddedByDefault(options, env)];
  return configured.map(one => ({ name: one?.name ?? 'mock', configured: one, embedded }));
}

/** @throws ConfigurationError for an option that says where a target is, beside a target that says it, too */
function namedTargets({ target = [], endpoint, osCloud }: RunOptions): string[] {
  const option = endpoint === undefined ? '--os-cloud' : '--endpoint';
  const other = target.find(name => name !== 'cloud');
  if ((endpoint ?? osCloud) !== undefined && other !== undefined) {
    throw new ConfigurationError(
      `${option} goes with --target cloud or without --target, not with --target "${other}"; leave one of them out.`,
    );
  }
  return target.length === 0 && osCloud !== undefined ? ['cloud'] : [...new Set(target)];
}

function targetNamed(name: string, env: Environment, sources: TargetSources): ConfiguredTarget | undefined {
  if (name === 'mock') return embeddedService(env);
  if (name === 'cloud') return cloudTarget(env, sources);
  const { folder } = sources.files;
  const profile = isProfileName(name) ? profileIn(profileFile(folder, name), env) : undefined;
  if (profile === undefined) throw new ConfigurationError(noSuchTarget(name, folder));
  return profileTarget(name, profile, env, sources);
}

/** Nothing of the embedded service is configured, but its settings are read before it is started. */
function embeddedService(env: Environment): undefined {
  faultsFor(targetSettings(env).faults, [], 'prefer');
}

/** @throws ConfigurationError where a variable shows that another service is meant: its test must not pass unasked */
function embeddedByDefault({ command = 'run', dryRun }: RunOptions, env: Environment): undefined {
  const variable = liveVariableIn(env);
  if (variable === undefined) return embeddedService(env);
  const choice = (name: string): string =>
    `  npx vbs-conformance ${command} --target ${name}${dryRun ? ' --dry-run' : ''}`;
  const state = env[variable] === '' ? 'is set but empty, and' : 'is set, but';
  const lines = [
    `${variable} ${state} no target is chosen. Set VBS_ENDPOINT to the URL of a service, or choose one of these:`,
    choice('cloud'),
    choice('mock'),
  ];
  throw new ConfigurationError(lines.join('\n'));
}

function noSuchTarget(name: string, folder: string): string {
  const profiles = profilesIn(folder).join(', ');
  const known = profiles === '' ? 'targets/ has no profiles here' : `the profiles in targets/ are ${profiles}`;
  return `--target is "${name}", but there is no such target: ${known}; use "mock", "cloud", or the name of a profile.`;
}

function profilesIn(folder: string): string[] {
  try {
    const files = readdirSync(path.join(folder, 'targets'));
    return files.filter(file => file.endsWith('.yaml')).map(file => path.basename(file, '.yaml'));
  } catch {
    return [];
  }
}

/** The names of the ways that globs match, in all operations or in one. @throws ConfigurationError for a glob that matches none */
function namesOf(option: string, globs: readonly string[], operations: readonly string[]): string[] {
  const names = ways.map(({ name }) => name);
  const all = [...names, ...operations.flatMap(operation => names.map(name => `${operation}/${name}`))];
  return globs.flatMap(glob => {
    const found = all.filter(globMatcher(glob));
    if (found.length > 0) return found;
    throw new ConfigurationError(
      `${option} is "${glob}", but no probe has such a name; use one such as "status/405/*" or, for one operation, "${operations[0]}/status/405/*".`,
    );
  });
}
