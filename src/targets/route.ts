import { type ProxyVariables, proxyFor, proxyVariable } from '../network/forward-proxy.ts';
import { ConfigurationError } from './target.ts';
import { isDecodable } from './values.ts';

/**
 * The URL of the forward proxy through which ordinary requests to this address go; undefined: they go directly.
 * @throws ConfigurationError when the variable that applies is not an http or https URL
 */
export function routeTo(address: URL, env: ProxyVariables): string | undefined {
  const proxy = proxyFor(address, env);
  if (proxy === undefined) return undefined;
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
