import { credentialsOf, type Secret } from './target.ts';
import type { Environment } from './variables.ts';

/** The names of variables with secret values, of this suite and of any other program. */
const secretName =
  /(?:(?:^|_)(?:PASS|PW|PWD)|PASS(?:WORD|WD|PHRASE)|SECRETS?|TOKENS?|CREDENTIALS?|(?:API|ACCESS|PRIVATE|SECRET)_?KEY)(?:$|[_\d])/i;

/** Names of variables that contain the place or the name of a secret. `PWD` is a folder. */
const otherName = /(?:_(?:FILE|PATH|DIR|ID|NAME|URL|TYPE|SOCK)|^(?:OLD)?PWD)$/i;

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'VBS_HTTP_PROXY'].flatMap(name => [
  name,
  name.toLowerCase(),
]);

/** A shorter value may be in a text by chance. */
const shortestSecret = 8;

/**
 * The secrets of an environment that are long enough to be recognized in a text.
 * @param shortest characters; fewer where it is worse to show a secret than to hide a word
 */
export function secretsIn(env: Environment, shortest = shortestSecret): Secret[] {
  const names = Object.keys(env).filter(name => secretName.test(name) && !otherName.test(name));
  const named = names.map(variable => ({ variable, value: env[variable] ?? '' }));
  const ofProxies = proxyVariables.flatMap(variable => {
    const url = env[variable] ?? '';
    return URL.canParse(url) ? credentialsOf(url).map(value => ({ variable, value })) : [];
  });
  return [...named, ...ofProxies].filter(({ value }) => value.length >= shortest);
}
