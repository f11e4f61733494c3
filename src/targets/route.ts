import { exemptionsIn, type ProxyVariables, proxyFor, proxyVariable } from '../network/forward-proxy.ts';
import { unknownExemption } from '../network/no-proxy.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { ConfigurationError } from './target.ts';
import { isDecodable } from './values.ts';

/**
 * The URL of the forward proxy through which ordinary requests to this address go; undefined: they go directly.
 * @throws ConfigurationError when the variable that applies is not an http or https URL, or when `NO_PROXY` has an entry that
 *   cannot be understood
 */
export function routeTo(address: URL, env: ProxyVariables): string | undefined {
  const proxy = proxyFor(address, env);
  if (proxy === undefined) return undefined;
  const entry = unknownExemption(exemptionsIn(env));
  if (entry !== undefined) {
    throw new ConfigurationError(
      `NO_PROXY contains ${JSON.stringify(withoutCredentials(entry).slice(0, 100))}, and this is not a host name, an address or a block such as 10.0.0.0/8; correct it.`,
    );
  }
  const variable = proxyVariable(address);
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ConfigurationError(
      `${variable} is not an http or https URL; set it to one such as http://proxy.example.com:3128.`,
    );
  }
  if (isDecodable(url.username) && isDecodable(url.password)) return proxy;
  throw new ConfigurationError(
    `${variable} has a % without two hexadecimal digits in its name or password; write %25 for %.`,
  );
}
