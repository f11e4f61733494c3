import type { Environment } from '../targets/variables.ts';

/** The variables that ordinary programs need: paths, language, and the agent of ssh. */
const usual =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+|XDG_[A-Z_]+|SSH_AUTH_SOCK|OPENSSL_CONF|SSL_CERT_(?:FILE|DIR))$/;

/**
 * The environment of fault hooks: the usual variables, and those that the profile names. Tokens and passwords of the run are
 * not included unless the profile names them.
 */
export function hookEnvironment(env: Environment, named: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => usual.test(name) || named.includes(name)));
}
