import { capitalized } from '../../text/capitalized.ts';
import { isObject } from '../../text/json.ts';
import type { Files } from '../files.ts';
import { ConfigurationError } from '../target.ts';
import type { Environment } from '../variables.ts';
import { type CloudKey, cloudKeys, isNameOfService, namesFor, sharedDomain } from './cloud-keys.ts';
import { type CloudChoice, type CloudEntry, cloudEntry } from './clouds-file.ts';

/** The settings of one cloud, from wherever they were read. */
export interface CloudSettings {
  readonly values: Readonly<Partial<Record<CloudKey, string>>>;
  /** Where they were read, for people: `the cloud "lab" in clouds.yaml`. */
  readonly source: string;
  /** The variable or key that a setting was read from, for people. */
  readonly nameOf: (key: CloudKey) => string;
}

/**
 * The settings of one cloud of `clouds.yaml`. Variables may set region, interface and certificates for one run, but do
 * not replace what the entry sets only for this service, as in OpenStack's clients.
 * @param secrets the variables for a secret that the entry leaves out. They are not used where OS_AUTH_URL names another
 *   Keystone, which must not be shown a password that is not for it
 * @throws ConfigurationError naming file and key, never a value
 */
export function cloudSettings(
  choice: CloudChoice,
  env: Environment,
  files: Files,
  secrets: Environment,
): CloudSettings {
  const cloud = cloudEntry(choice, env, files);
  const { entry, source } = cloud;
  if (isNo(entry.verify) || isYes(entry.insecure)) assertInsecureMeant(source, env);
  const found = settingsBy(names => settingIn(cloud, names));
  const authUrl = found.get('auth_url')?.value;
  if (authUrl === undefined && (isSet(entry.profile) || isSet(entry.cloud))) {
    throw new ConfigurationError(
      `${capitalized(source)} takes its auth_url from a vendor profile, and these are not supported; add auth_url below its auth.`,
    );
  }
  const region = firstRegion(cloud);
  if (region && !isOfService(found.get('region_name'))) found.set('region_name', region);
  const override = (some: readonly CloudKey[], variables: Environment): void =>
    settingsBy(names => variableIn(variables, names)).forEach((setting, key) => {
      if (some.includes(key) && !isOfService(found.get(key))) found.set(key, setting);
    });
  if (!env.OS_AUTH_URL || env.OS_AUTH_URL === authUrl) override(missingSecret(found), secrets);
  override(['region_name', 'interface', 'cacert', 'cert', 'key'], env);
  return settingsOf(found, source, key => `${key} of ${source}`);
}

/**
 * The first of an entry's regions. OpenStack's clients use it when no other is chosen.
 * @throws ConfigurationError when a region has settings of its own
 */
function firstRegion({ entry, source }: CloudEntry): Setting | undefined {
  const regions: readonly unknown[] = Array.isArray(entry.regions) ? entry.regions : [];
  if (regions.some(one => isObject(one) && isSet(one.values))) {
    throw new ConfigurationError(
      `${capitalized(source)} has regions with their own settings, and these are not supported; write the settings of one region next to its auth, and remove "regions".`,
    );
  }
  const [first] = regions.map(one => (isObject(one) ? one.name : one)).filter(isSet);
  const name = `regions of ${source}`;
  return first === undefined ? undefined : { name, value: textOf(first, name) };
}

/** The settings that the `OS_*` variables make, as an OpenStack RC file sets them. */
export function environmentSettings(env: Environment): CloudSettings {
  return settingsOf(
    settingsBy(names => variableIn(env, names)),
    'the OS_ variables',
    variableFor,
  );
}

/** A setting with the variable or key that it was read from, for people. */
interface Setting {
  readonly name: string;
  readonly value: string;
}

const isOfService = (setting: Setting | undefined): boolean => setting !== undefined && isNameOfService(setting.name);

/** All settings that are found, each by its newest name. @param find finds the first of these names that is set */
function settingsBy(find: (names: readonly string[]) => Setting | undefined): Map<CloudKey, Setting> {
  const found = new Map<CloudKey, Setting>();
  const take = (key: CloudKey, names: readonly string[]): void => {
    const setting = find(names);
    if (setting) found.set(key, setting);
  };
  for (const key of cloudKeys) take(key, namesFor[key] ?? [key]);
  if (found.has('user_domain_id') || found.has('user_domain_name')) return found;
  for (const [key, names] of sharedDomain) take(key, names);
  return found;
}

function settingsOf(
  found: ReadonlyMap<CloudKey, Setting>,
  source: string,
  usualName: (key: CloudKey) => string,
): CloudSettings {
  const values = Object.fromEntries([...found].map(([key, { value }]) => [key, value]));
  return { values, source, nameOf: key => found.get(key)?.name ?? usualName(key) };
}

const variableFor = (key: string): string => `OS_${key.toUpperCase()}`;

function variableIn(env: Environment, names: readonly string[]): Setting | undefined {
  const name = names.map(variableFor).find(one => env[one]);
  return name === undefined ? undefined : { name, value: env[name] ?? '' };
}

/** A setting of an entry, which may be below `auth` or next to it. */
function settingIn({ auth, entry, source }: CloudEntry, names: readonly string[]): Setting | undefined {
  for (const key of names) {
    const name = `${key} of ${source}`;
    const value = [auth[key], entry[key]].find(isSet);
    if (isSet(value)) return { name, value: textOf(value, name) };
  }
  return undefined;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new ConfigurationError(`${name} is not a text; put it into quotation marks.`);
}

/** The secret that an entry leaves out, judged by what it says; none where it has one. */
function missingSecret(found: ReadonlyMap<CloudKey, Setting>): CloudKey[] {
  const has = (...some: readonly CloudKey[]): boolean => some.some(key => found.has(key));
  if (has('password', 'token', 'application_credential_secret')) return [];
  const type = found.get('auth_type')?.value ?? '';
  if (has('application_credential_id', 'application_credential_name') || /credential/.test(type)) {
    return ['application_credential_secret'];
  }
  return /token/.test(type) || !has('username', 'user_id') ? ['token'] : ['password'];
}

/** OpenStack's clients read YAML 1.1, where more words than `true` and `false` are booleans. */
const isYes = (value: unknown): boolean => value === true || isWord(value, /^(?:true|yes|on)$/i);
const isNo = (value: unknown): boolean => value === false || isWord(value, /^(?:false|no|off)$/i);
const isWord = (value: unknown, words: RegExp): boolean => typeof value === 'string' && words.test(value);

function assertInsecureMeant(source: string, env: Environment): void {
  if (env.OS_INSECURE === '1') return;
  throw new ConfigurationError(
    `${capitalized(source)} switches off the verification of TLS certificates; remove that and set OS_CACERT to the file with the certificates of your authority, or set OS_INSECURE to 1 to confirm it.`,
  );
}
