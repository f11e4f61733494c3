import { redactText } from '../recording/redaction.ts';
import { secretsIn } from '../targets/secret-variables.ts';
import type { Environment } from '../targets/variables.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { terminalSafe } from '../text/terminal-safe.ts';

/** Characters of a secret that is hidden where settings are shown; of harmless words there are few. */
export const shortestHidden = 3;

/** A line about our own settings without the secrets of the environment, and safe for a terminal. */
export const shownSettings = (line: string, env: Environment): string =>
  terminalSafe(withoutCredentials(redactText(line, secretsIn(env, shortestHidden))));
