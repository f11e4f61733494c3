import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
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
import { readProfile } from '../targets/profile.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import { positive } from '../targets/values.ts';
import type { Environment } from '../targets/variables.ts';
import { machineFiles } from './machine-files.ts';
import { userAgent } from './package-root.ts';
import type { RunOptions } from './settings.ts';

/** A target that a run was told to test. */
export interface ChosenTarget {
  /** `mock`, `cloud`, a profile's name, or the endpoint's host. */
  readonly name: string;
  /** Undefined for the embedded service. */
  readonly configured: ConfiguredTarget | undefined;
  /** What the command line changes of the embedded service. */
  readonly embedded: Partial<Pick<Target, 'rate' | 'without'>>;
}

/**
 * What `--target` names, each once: profiles, `cloud`, `mock`. Without it `VBS_ENDPOINT` decides, and where that is unset
 * the embedded service is tested.
 * @param root the package's folder
 * @throws ConfigurationError when the environment, a profile, or a name cannot be used
 */
export function chosenTargets(options: RunOptions, env: Environment, root: string): readonly ChosenTarget[] {
  const sources: TargetSources = {
    files: machineFiles(),
    userAgent: userAgent(root),
    rate: positive({ '--rate': options.rate }, '--rate', 'requests per second'),
    on: namesOf('--with', options.with ?? []),
    off: namesOf('--without', options.without ?? []),
  };
  const { rate, on, off } = sources;
  const embeddedChange = { ...(rate === undefined ? {} : { rate }), without: off.filter(one => !on.includes(one)) };
  const chosen = (name: string, configured: ConfiguredTarget | undefined) => ({
    name,
    configured,
    embedded: embeddedChange,
  });
  const named = [...new Set(options.target ?? [])].map(name => chosen(name, targetNamed(name, env, root, sources)));
  if (named.length > 0) return named;
  const configured = endpointTarget(env, sources) ?? embedded(env);
  return [chosen(configured?.name ?? 'mock', configured)];
}

function targetNamed(
  name: string,
  env: Environment,
  root: string,
  sources: TargetSources,
): ConfiguredTarget | undefined {
  if (name === 'mock') return embedded(env);
  if (name === 'cloud') return cloudTarget(env, sources);
  const file = `targets/${name}.yaml`;
  const text = /^[\w-]+$/.test(name) ? sources.files.read(path.join(sources.files.folder, file)) : undefined;
  if (text === undefined) throw new ConfigurationError(noSuchTarget(name, sources.files.folder));
  const format = JSON.parse(readFileSync(path.join(root, 'schemas/formats/target.schema.json'), 'utf8')) as object;
  return profileTarget(name, readProfile(file, text, format, env), env, sources);
}

/** Nothing of the embedded service is configured, but its settings are read before it is started. */
function embedded(env: Environment): undefined {
  faultsFor(targetSettings(env).faults, [], 'prefer');
}

function noSuchTarget(name: string, folder: string): string {
  const profiles = profilesIn(folder).join(', ');
  const known = profiles === '' ? 'there is no folder targets here' : `targets/ here has ${profiles}`;
  return `--target is "${name}", but there is no such target: ${known}; use "mock", "cloud", or a profile's name.`;
}

function profilesIn(folder: string): string[] {
  try {
    const files = readdirSync(path.join(folder, 'targets'));
    return files.filter(file => file.endsWith('.yaml')).map(file => path.basename(file, '.yaml'));
  } catch {
    return [];
  }
}

/** The ways that globs name. @throws ConfigurationError for a glob that names none */
function namesOf(option: string, globs: readonly string[]): string[] {
  const names = ways.map(({ name }) => name);
  return globs.flatMap(glob => {
    const matches = picomatch(glob);
    const found = names.filter(name => matches(name));
    if (found.length > 0) return found;
    throw new ConfigurationError(
      `${option} is "${glob}", which no probe's name matches; "vbs-conformance doctor" shows the names.`,
    );
  });
}
