import { ConfigurationError } from './target.ts';
import { isDecodable } from './values.ts';
import type { Environment } from './variables.ts';

/**
 * The forward proxy through which ordinary requests to this endpoint go, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`
 * say in either case of their letters; undefined: they go directly. Loopback is always reached directly.
 * @throws ConfigurationError when the variable that applies is no http or https URL
 */
export function routeTo(endpoint: URL, env: Environment): string | undefined {
  const variable = endpoint.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = env[variable] || env[variable.toLowerCase()];
  if (!value || isLoopback(endpoint.hostname) || isExempt(endpoint, env.NO_PROXY || env.no_proxy || ''))
    return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ConfigurationError(`${variable} is no http or https URL; set it like http://proxy.example.com:3128.`);
  }
  if (isDecodable(url.username) && isDecodable(url.password)) return value;
  throw new ConfigurationError(`${variable} has a broken escape in its name or password; set it again with %25 for %.`);
}

/** Whether a host name is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** `NO_PROXY` is a list of hosts, with a port or without; a host stands for those below it, `*` for all. */
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
