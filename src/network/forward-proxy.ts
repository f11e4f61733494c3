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
  const isDirect = isLoopback(address.hostname) || isExempt(address, env.NO_PROXY || env.no_proxy || '');
  return isDirect ? undefined : proxy;
}

/** Whether a URL's host name is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** `NO_PROXY` is a list of hosts, with a port or without. A host includes those below it, and `*` is all hosts. */
function isExempt({ hostname, protocol, port }: URL, list: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => {
      const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase().replace(/^\*?\./, '')) ?? [];
      const isHost = entry === '*' || hostname === host || hostname.endsWith(`.${host}`);
      return isHost && (only === undefined || only === ownPort);
    });
}
