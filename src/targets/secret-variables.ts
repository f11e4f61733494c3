import type { Secret } from './target.ts';
import type { Environment } from './variables.ts';

/** Variables whose values are secrets. */
const secretVariables = [
  'OS_TOKEN',
  'OS_PASSWORD',
  'OS_APPLICATION_CREDENTIAL_SECRET',
  'VBS_OTHER_TOKEN',
  'VBS_NOROLE_TOKEN',
  'VBS_ACCESS_KEY',
  'VBS_SECRET_KEY',
];

/** A shorter value may be in a text by chance. */
const shortestSecret = 8;

/**
 * The secrets of an environment that are long enough to be recognized in a text.
 * @param shortest characters; fewer where it is worse to show a secret than to hide a word
 */
export function secretsIn(env: Environment, shortest = shortestSecret): Secret[] {
  const all = secretVariables.map(variable => ({ variable, value: env[variable] ?? '' }));
  return all.filter(({ value }) => value.length >= shortest);
}
