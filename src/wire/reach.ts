import net from 'node:net';
import tls from 'node:tls';
import type { Trust } from '../targets/target.ts';
import type { Failure } from './exchange.ts';
import { failureOf, timedOut } from './failure.ts';
import { tlsOptions } from './ordinary.ts';

/** A connection to the host of a URL, over TLS for https. Nothing is sent on it. */
export function connectionTo({ protocol, hostname, port }: URL, trust: Trust): net.Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') return net.connect({ host, port: Number(port) || 80 });
  const servername = net.isIP(host) ? {} : { servername: host };
  return tls.connect({ host, port: Number(port) || 443, ...servername, ...tlsOptions(trust) });
}

/**
 * Connects to the host of a URL and hangs up.
 * @param timeout milliseconds
 * @returns undefined when it accepts connections, over TLS for https, else why it cannot be reached
 */
export function reach(url: URL, trust: Trust, timeout: number): Promise<Failure | undefined> {
  return new Promise(resolve => {
    const socket = connectionTo(url, trust);
    const settle = (failure: Failure | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(failure);
    };
    const timer = setTimeout(() => settle(timedOut(timeout)), timeout);
    socket.on('error', error => settle(failureOf(error)));
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => settle(undefined));
  });
}
