import path from 'node:path';
import { capitalized } from '../../text/capitalized.ts';
import { isObject } from '../../text/json.ts';
import { parsePrivateYaml, yamlOfOpenStack } from '../../text/private-yaml.ts';
import { absolutePath, type Files } from '../files.ts';
import { ConfigurationError } from '../target.ts';
import type { Environment } from '../variables.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The cloud that is meant. */
export interface CloudChoice {
  readonly name: string;
  /** The variable or key that names it, for people: `OS_CLOUD`. */
  readonly chosenBy: string;
}

/** What the files say of a cloud. */
export interface CloudEntry {
  /** Its keys with `_` for `-`; those below `auth` as well. */
  readonly entry: Entry;
  readonly auth: Entry;
  /** For people: `the cloud "lab" in clouds.yaml`. */
  readonly source: string;
}

/**
 * One cloud of `clouds.yaml` with what `secure.yaml` says of it. They are looked for where OpenStack's own clients do: the
 * file that `OS_CLIENT_CONFIG_FILE` (`OS_CLIENT_SECURE_FILE`) names, this folder, the user's configuration, `/etc`.
 * @throws ConfigurationError naming the file, never a value in it
 */
export function cloudEntry({ name, chosenBy }: CloudChoice, env: Environment, files: Files): CloudEntry {
  const found = firstFile('clouds', 'OS_CLIENT_CONFIG_FILE', env, files);
  if (!found) {
    const others = foldersOf(env, files).slice(1).join(' or ');
    throw new ConfigurationError(
      `${capitalized(chosenBy)} is "${name}", but there is no clouds.yaml in this folder, ${others}; create one there, or set OS_CLIENT_CONFIG_FILE.`,
    );
  }
  const secure = firstFile('secure', 'OS_CLIENT_SECURE_FILE', env, files);
  const clouds = merge(cloudsIn(found), secure ? cloudsIn(secure, {}) : {});
  if (!Object.hasOwn(clouds, name)) throw new ConfigurationError(noCloud(found.file, clouds, name, chosenBy));
  const source = `the cloud "${name}" in ${found.file}`;
  const entry = mapIn(clouds[name], source);
  return { entry, auth: mapIn(entry.auth ?? {}, `the key auth of ${source}`), source };
}

interface Found {
  readonly file: string;
  readonly text: string;
}

const endings = ['yaml', 'yml', 'json'];

function firstFile(stem: string, variable: string, env: Environment, files: Files): Found | undefined {
  const named = env[variable];
  if (named) {
    const text = files.read(absolutePath(named, files));
    if (text !== undefined) return { file: named, text };
    throw new ConfigurationError(
      `${variable} is "${named}", but there is no such file; set it to an existing file, or remove it.`,
    );
  }
  for (const folder of foldersOf(env, files)) {
    for (const name of endings.map(ending => `${stem}.${ending}`)) {
      const file = path.join(folder, name);
      const text = files.read(file);
      if (text !== undefined) return { file: folder === files.folder ? name : file, text };
    }
  }
  return undefined;
}

/** The folders that are searched, in this order. */
function foldersOf({ XDG_CONFIG_HOME: xdg }: Environment, { folder, home }: Files): string[] {
  // A relative path has to be ignored (XDG Base Directory Specification).
  const configuration = [...(xdg && path.isAbsolute(xdg) ? [xdg] : []), path.join(home, '.config')];
  return [...new Set([folder, ...configuration.map(one => path.join(one, 'openstack')), '/etc/openstack'])];
}

/** Most characters of a file: about 800 clouds. The time to read a map grows with the square of its keys. */
const largestText = 256 * 1024;

/** The clouds of a file. @param otherwise the clouds of an empty file; undefined: an empty file is an error */
function cloudsIn({ file, text }: Found, otherwise?: Entry): Entry {
  if (text.length > largestText) {
    throw new ConfigurationError(
      `${file} is larger than ${largestText / 1024} KiB; remove what does not belong in it.`,
    );
  }
  const { content, problems } = parsePrivateYaml(text, yamlOfOpenStack);
  const [problem] = problems;
  if (problem)
    throw new ConfigurationError(`${file}:${problem.line}: this is not valid YAML (${problem.code}); correct it.`);
  const clouds = isObject(content) ? content.clouds : content;
  if (clouds === null && otherwise) return otherwise;
  if (isObject(content) && isObject(clouds)) return clouds;
  throw new ConfigurationError(
    `${file} has no map "clouds"; add one with each cloud below its name, in the format of OpenStack's clients.`,
  );
}

/** Both entries in one: the second one's keys win, at every depth, unless they are empty. */
function merge(first: Entry, second: Entry): Entry {
  const merged = Object.entries(second).map(([key, value]) => {
    const before = Object.hasOwn(first, key) ? first[key] : undefined;
    return [key, isObject(before) && isObject(value) ? merge(before, value) : (value ?? before)] as const;
  });
  return { ...first, ...Object.fromEntries(merged) };
}

/** What looks like a name. Another key may be a secret in the wrong place, and is not shown. */
const cloudName = /^[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,63}$/u;

function noCloud(file: string, clouds: Entry, name: string, chosenBy: string): string {
  const names = Object.keys(clouds).filter(key => isObject(clouds[key]) && cloudName.test(key));
  if (names.length === 0) return `${file} has no cloud "${name}" and no other cloud; add it there.`;
  return `${file} has no cloud "${name}"; it has ${names.join(', ')}; set ${chosenBy} to one of these.`;
}

/** @throws ConfigurationError when it is not a map */
function mapIn(value: unknown, what: string): Entry {
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replaceAll('-', '_'), inner]));
  }
  throw new ConfigurationError(`${capitalized(what)} is not a map; write its settings below it, each as "key: value".`);
}
