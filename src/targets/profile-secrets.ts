import { isObject } from '../text/json.ts';
import type { YamlText } from '../text/yaml-text.ts';
import { secretsIn } from './secret-variables.ts';
import type { Environment } from './variables.ts';

/** Names of what must not be in a file that is committed. */
const secretName = /pass(?:word|wd|phrase)|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential/i;

const remedy = 'a profile must not contain secrets; put it into secure.yaml or a variable';

type Path = readonly (string | number)[];

/**
 * Secrets in a profile, each as a sentence that begins with `file:line` and does not repeat it: keys and options that are
 * named like one, credentials in URLs, tokens by their form, and the values of secret variables.
 */
export function secretsInProfile(file: string, { content, lineOf }: YamlText, env: Environment): string[] {
  const secretValues = secretsIn(env).map(({ value }) => value);
  const problem = (path: Path, what: string): string => `${file}:${lineOf(path)}: ${what}; ${remedy}.`;
  const visit = (value: unknown, path: Path): string[] => {
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => {
        const at = [...path, index];
        // The name is in one argument, the secret in the next.
        const isNamed = isSecretOption(item) && typeof value[index + 1] === 'string';
        return isNamed ? [problem(at, 'this value is a secret')] : visit(item, at);
      });
    }
    if (isObject(value)) {
      return Object.entries(value).flatMap(([key, inner]) => {
        const below = [...path, key];
        const inKey = secretIn(key, secretValues);
        if (inKey !== undefined) return [problem(below, `this key contains ${inKey}`)];
        if (secretName.test(key) && !isProbe(below))
          return [problem(below, `"${key}" looks like the name of a secret`)];
        return visit(inner, below);
      });
    }
    const what =
      typeof value === 'string'
        ? secretIn(path[0] === 'waivers' ? withoutProse(value) : value, secretValues)
        : undefined;
    return what === undefined ? [] : [problem(path, `this value contains ${what}`)];
  };
  return visit(content, []);
}

/** The names of probes contain such words: `status/401/no-token`. */
const isProbe = ([first, name = '', ...further]: Path): boolean =>
  first === 'probes' && /^status\/\d{3}\/[a-z-]+$/.test(String(name)) && further.length === 0;

/** A name whose value is a secret. That of a file with a secret in it is not. */
const name = String.raw`[\w-]*(?:pass(?:word|wd|phrase)|secret|token|(?:api|access|private)[-_]?key)(?![\w-]*(?:file|path))[\w-]*`;
const assignment = new RegExp(String.raw`(?:^|[\s;&|(?'"])(?:${name}(?:=|:\s*)|-${name}\s+)[^\s=:]`, 'i');
const lonely = new RegExp(`^-${name}$`, 'i');

/** A sentence in which a colon follows such a word, and then a plain word or a status: `token: expired`. */
const wordsOfProse = new RegExp(String.raw`(${name}):(?=\s+(?:[a-z]+|\d{3})(?![\w-]))`, 'gi');
const withoutProse = (text: string): string => text.replace(wordsOfProse, '$1');

const isSecretOption = (item: unknown): boolean => typeof item === 'string' && lonely.test(item);

function secretIn(text: string, secretValues: readonly string[]): string | undefined {
  if (/:\/\/[^/\s]*@/.test(text)) return 'credentials in a URL';
  if (/gAAAA[\w-]{20,}|eyJ[\w-]{10,}\.[\w-]{10,}\./.test(text)) return 'a token';
  if (secretValues.some(secret => text.includes(secret))) return 'the value of a secret variable';
  // Everybody on a machine can read the arguments of its processes.
  const variable = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '').find(name => secretName.test(name));
  if (variable) return `the secret variable ${variable}`;
  return assignment.test(text) ? 'a secret' : undefined;
}
