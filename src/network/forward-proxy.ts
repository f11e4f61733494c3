import { isExempt } from './no-proxy.ts';

type ProxyVariable = 'HTTPS_PROXY' | 'HTTP_PROXY';
type Name = ProxyVariable | 'NO_PROXY';

/** The environment variables that name forward proxies, and the hosts that are reached without one. */
export type ProxyVariables = { readonly [name in Name | Lowercase<Name>]?: string | undefined };

/** The variable that names the forward proxy to addresses of this scheme. */
export const proxyVariable = ({ protocol }: URL): ProxyVariable =>
  protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';

/**
 * The forward proxy that the environment names for an address, not checked; undefined: the address is reached directly, as
 * loopback always is. The variables may be written in lower case as well.
 */
export function proxyFor(address: URL, env: ProxyVariables): string | undefined {
  const variable = proxyVariable(address);
  const proxy = env[variable] || env[variable.toLowerCase() as Lowercase<ProxyVariable>] || undefined;
  return isLoopback(address.hostname) || isExempt(address, exemptionsIn(env)) ? undefined : proxy;
}

/** The list of hosts that need no proxy, from both spellings of the variable. */
export const exemptionsIn = ({ NO_PROXY = '', no_proxy = '' }: ProxyVariables): string => `${NO_PROXY},${no_proxy}`;

/** Whether a URL's host name is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
