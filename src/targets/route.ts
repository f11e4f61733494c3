import { exemptionsIn, type ProxyVariables, proxyFor, proxyVariable } from '../network/forward-proxy.ts';
import { unknownExemption } from '../network/no-proxy.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { ConfigurationError } from './target.ts';
import { isDecodable } from './values.ts';

/**
 * The URL of the forward proxy through which ordinary requests to this address go; undefined: they go directly.
 * @throws ConfigurationError when the variable that applies is no http or https URL, or nobody can tell whether the address
 *   is to be reached without a proxy
 */
export function routeTo(address: URL, env: ProxyVariables): string | undefined {
  const proxy = proxyFor(address, env);
  if (proxy === undefined) return undefined;
  const entry = unknownExemption(exemptionsIn(env));
  if (entry !== undefined) {
    throw new ConfigurationError(
      `NO_PROXY has the entry ${JSON.stringify(withoutCredentials(entry).slice(0, 100))}, which is not understood; write host names, addresses and blocks such as 10.0.0.0/8.`,
    );
  }
  const variable = proxyVariable(address);
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ConfigurationError(`${variable} is no http or https URL; set it like http://proxy.example.com:3128.`);
  }
  if (isDecodable(url.username) && isDecodable(url.password)) return proxy;
  throw new ConfigurationError(`${variable} has a broken escape in its name or password; set it again with %25 for %.`);
}
