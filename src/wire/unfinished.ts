import net from 'node:net';
import tls from 'node:tls';
import type { UnfinishedSending } from '../probes/sending.ts';
import { answerTo, type Outcome, requestWithHead } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Limits } from './limits.ts';

/**
 * Opens a connection, sends a request whose header section never ends, and waits for what the other side does:
 * answers (RFC 9110, section 15.5.9), closes without a word, or nothing in time.
 */
export function sendUnfinished(sending: UnfinishedSending, limits: Limits, body: IncomingBody): Promise<Outcome> {
  const url = new URL(sending.url);
  return answerTo({ ...limits, timeout: sending.wait }, body, () =>
    requestWithHead(connectionTo(url), openHead(sending, url), limits),
  );
}

function connectionTo({ protocol, hostname, port }: URL): net.Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') return net.connect({ host, port: Number(port) || 80 });
  return tls.connect({ host, port: Number(port) || 443, ...(net.isIP(host) ? {} : { servername: host }) });
}

/** A head without the empty line that would end it. */
function openHead({ method, headers }: UnfinishedSending, url: URL): string {
  const fields = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${fields.join('')}X-Unfinished: `;
}
