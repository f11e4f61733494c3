import { formatProblems } from '../text/file-format.ts';
import { isObject } from '../text/json.ts';
import { parsePrivateYaml } from '../text/private-yaml.ts';
import { secretsInProfile } from './profile-secrets.ts';
import { type RawProfile, valueProblems } from './profile-values.ts';
import type { Subjects } from './subjects.ts';
import { ConfigurationError, type FaultHook } from './target.ts';
import type { Environment } from './variables.ts';
import { type Waiver, waiversOf } from './waiver.ts';

/** A target as its file `targets/<name>.yaml` describes it. Contains no secret. */
export interface Profile {
  /** The settings that have a variable of the same meaning, under that variable's name. */
  readonly variables: Environment;
  /** The names in the file of the clouds and of the endpoint, for people, by variable. */
  readonly keys: Environment;
  /** No product answers there, but a mock. */
  readonly simulated: boolean;
  /** The front that is sent the request that never finishes. */
  readonly front: string | undefined;
  /** What is asked about there (see `Subjects`). `backup` is one of them under its older name. */
  readonly subjects: Subjects;
  /** The names in the file of what is asked about, for people. */
  readonly subjectKeys: Subjects;
  readonly hooks: readonly FaultHook[];
  /** The environment variables that the hooks need in addition to the usual ones. */
  readonly hookVariables: readonly string[];
  /** Names of the ways that are switched on, and off. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** The known deviations of this target that are accepted. */
  readonly waivers: readonly Waiver[];
}

/** Seconds that a fault hook may take unless the profile says otherwise. */
const hookTimeout = 120;

/**
 * Reads a profile. `${NAME}` in its texts stands for an environment variable, but for those of waivers.
 * @param file its name, for people
 * @param format the JSON Schema `schemas/formats/target.schema.json`
 * @throws ConfigurationError with every problem as `file:line: sentence`; no text of the file is shown
 */
export function readProfile(file: string, text: string, format: object, env: Environment): Profile {
  const parsed = parsePrivateYaml(text);
  refuse(parsed.problems.map(({ line, code }) => `${file}:${line}: this is not valid YAML (${code}); correct it.`));
  refuse(secretsInProfile(file, parsed, env));
  refuse(formatProblems(file, parsed, format));
  const problems: string[] = [];
  const report = (path: Path, what: string): void => void problems.push(`${file}:${parsed.lineOf(path)}: ${what}`);
  const raw = filledIn(parsed.content, [], env, report) as RawProfile;
  refuse(problems);
  refuse(valueProblems(raw, path => `${file}:${parsed.lineOf(path)}: ${path.join('.')}`));
  const placeOf = (...keys: readonly string[]): string => `${file}:${parsed.lineOf(keys)}`;
  const timeout = (raw['fault-timeout'] ?? hookTimeout) * 1000;
  const switched = (to: 'on' | 'off'): string[] =>
    Object.entries(raw.probes ?? {}).flatMap(([name, is]) => (is === to ? name : []));
  return {
    variables: variablesOf(raw),
    keys: keysOf(raw, file, placeOf),
    simulated: raw.simulated ?? false,
    front: raw.front,
    subjects: raw.subjects ?? {},
    subjectKeys: {
      ...(raw.backup === undefined ? {} : { backup_id: `the key backup (${placeOf('backup')})` }),
      ...Object.fromEntries(
        Object.keys(raw.subjects ?? {}).map(name => [name, `the key subjects.${name} (${placeOf('subjects', name)})`]),
      ),
    },
    hooks: Object.entries(raw.faults ?? {}).map(([code, hook]) => ({ ...hook, code: Number(code), timeout })),
    hookVariables: raw['fault-variables'] ?? [],
    on: switched('on'),
    off: switched('off'),
    waivers: waiversOf(raw.waivers ?? [], file, index => parsed.lineOf(['waivers', index])),
  };
}

/** The keys that are found wrong only later, where the file is no longer known: by variable. */
const laterKeys = {
  OS_CLOUD: 'cloud',
  VBS_OTHER_CLOUD: 'other-cloud',
  VBS_NOROLE_CLOUD: 'norole-cloud',
  VBS_ENDPOINT: 'endpoint',
} as const;

function keysOf(raw: RawProfile, file: string, placeOf: (key: string) => string): Environment {
  const named = Object.entries(laterKeys).filter(([, key]) => raw[key] !== undefined);
  return {
    // Beside a cloud, VBS_ENDPOINT has no effect: only this key replaces the catalog's endpoint.
    ...(raw.cloud === undefined ? {} : { VBS_ENDPOINT: `the key endpoint (${file})` }),
    ...Object.fromEntries(named.map(([variable, key]) => [variable, `the key ${key} (${placeOf(key)})`])),
  };
}

type Path = readonly (string | number)[];

/** Most problems that are shown: a file may have a thousand. */
const mostProblems = 20;

function refuse(problems: readonly string[]): void {
  const further = problems.length - mostProblems;
  const shown = [
    ...problems.slice(0, mostProblems),
    ...(further > 0 ? [`Further problems that are not shown: ${further}.`] : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(shown.join('\n'));
}

/** Settings of the environment that belong to another cloud than the one that a profile names. */
const ofAnotherCloud: Environment = {
  VBS_ENDPOINT: undefined,
  VBS_ACCESS_KEY: undefined,
  VBS_SECRET_KEY: undefined,
  VBS_OTHER_TOKEN: undefined,
  VBS_OTHER_PROJECT_ID: undefined,
  VBS_NOROLE_TOKEN: undefined,
};

function variablesOf(raw: RawProfile): Environment {
  const values = {
    OS_CLOUD: raw.cloud,
    VBS_OTHER_CLOUD: raw['other-cloud'],
    VBS_NOROLE_CLOUD: raw['norole-cloud'],
    VBS_ENDPOINT: raw.endpoint,
    VBS_BACKUP_ID: raw.backup,
    VBS_ADMIN: raw.admin === undefined ? undefined : raw.admin ? '1' : '0',
    VBS_MICROVERSION: raw.microversion,
    VBS_RATE: raw.rate?.toString(),
    VBS_HTTP_PROXY: raw.proxy,
  };
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return {
    ...(raw.cloud === undefined ? {} : ofAnotherCloud),
    ...(raw['other-cloud'] === undefined ? {} : { VBS_OTHER_TOKEN: undefined, VBS_OTHER_PROJECT_ID: undefined }),
    ...(raw['norole-cloud'] === undefined ? {} : { VBS_NOROLE_TOKEN: undefined }),
    ...set,
  };
}

/** A copy with the values of the variables in place of `${NAME}`, but for the waivers. @param report called for each that is not set */
function filledIn(value: unknown, path: Path, env: Environment, report: (path: Path, what: string) => void): unknown {
  const below = (inner: unknown, step: string | number): unknown => filledIn(inner, [...path, step], env, report);
  // They are shown in reports, and name places as a service spells them.
  if (path[0] === 'waivers') return value;
  if (Array.isArray(value)) return value.map(below);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, below(inner, key)]));
  if (typeof value !== 'string') return value;
  return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    if (!env[name]) report(path, `the variable ${name} is not set; set it, or write its value here.`);
    return env[name] ?? '';
  });
}
