import net from 'node:net';
import tls from 'node:tls';
import { type NetworkError, networkError } from './network-error.ts';
import { timedOut } from './timeout.ts';
import { type Trust, tlsOptions } from './tls.ts';

/** The host of a URL as sockets take it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** A connection to the host of a URL, over TLS for https. Nothing is sent on it. */
export function connectionTo(url: URL, trust: Trust): net.Socket {
  const host = hostOf(url);
  if (url.protocol === 'http:') return net.connect({ host, port: Number(url.port) || 80 });
  const servername = net.isIP(host) ? {} : { servername: host };
  return tls.connect({ host, port: Number(url.port) || 443, ...servername, ...tlsOptions(trust) });
}

/**
 * Connects to the host of a URL and hangs up.
 * @param timeout milliseconds
 * @returns undefined when the host accepts connections, over TLS for https; else why it cannot be reached
 */
export function reach(url: URL, trust: Trust, timeout: number): Promise<NetworkError | undefined> {
  return new Promise(resolve => {
    const socket = connectionTo(url, trust);
    const settle = (failure: NetworkError | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(failure);
    };
    const timer = setTimeout(() => settle(timedOut(timeout)), timeout);
    socket.on('error', error => settle(networkError(error)));
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => settle(undefined));
  });
}
