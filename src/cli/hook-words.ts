import { redactText } from '../recording/redaction.ts';
import { secretsIn } from '../targets/secret-variables.ts';
import type { Environment } from '../targets/variables.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { shortestHidden } from './shown-settings.ts';

/** Characters that are kept of what a hook wrote: cut once no secret is left, for half of one is one as well. */
const longest = 240;

/** Makes what hooks wrote fit to be shown: a hook has the run's environment, and may write of it whatever it likes. */
export function hookWords(env: Environment): (text: string) => string {
  const secrets = secretsIn(env, shortestHidden);
  return text => {
    const open = withoutCredentials(redactText(text, secrets));
    return open.length > longest ? `${open.slice(0, longest)}…` : open;
  };
}
