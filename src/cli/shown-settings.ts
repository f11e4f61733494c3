import { redactText } from '../recording/redaction.ts';
import { secretsIn } from '../targets/secret-variables.ts';
import type { Environment } from '../targets/variables.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { terminalSafe } from '../text/terminal-safe.ts';

/** Fewest characters of a secret that is hidden where settings are shown: these texts contain few ordinary words. */
export const shortestHidden = 3;

/** A line about the settings of a run, without the secrets of the environment, and safe for a terminal. */
export const shownSettings = (line: string, env: Environment): string =>
  terminalSafe(withoutCredentials(redactText(line, secretsIn(env, shortestHidden))));
