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

/** What is shorter stands in a text by chance. */
const shortestSecret = 8;

/**
 * The secrets of an environment that can be told from other text.
 * @param shortest characters; fewer where it is worse to show a secret than to hide a harmless word
 */
export function secretsIn(env: Environment, shortest = shortestSecret): Secret[] {
  const all = secretVariables.map(variable => ({ variable, value: env[variable] ?? '' }));
  return all.filter(({ value }) => value.length >= shortest);
}
