import net from 'node:net';
import tls from 'node:tls';
import type { UnfinishedSending } from '../probes/sending.ts';
import type { Failure, Header, Response } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Limits } from './limits.ts';
import type { Outcome } from './ordinary.ts';

/**
 * Opens a connection, sends a request whose header section never ends, and waits for what the other side does:
 * answers (RFC 9110, section 15.5.9), closes without a word, or nothing in time.
 */
export function sendUnfinished(sending: UnfinishedSending, limits: Limits): Promise<Outcome> {
  const url = new URL(sending.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    const socket =
      url.protocol === 'https:'
        ? tls.connect({ host, port: Number(url.port) || 443, ...(net.isIP(host) ? {} : { servername: host }) })
        : net.connect({ host, port: Number(url.port) || 80 });
    const settle = (failure: Failure | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      const response = parseResponse(Buffer.concat(chunks));
      const isNoHttp = size > 0 && !response;
      resolve({
        response,
        failure: isNoHttp
          ? { kind: 'not-http', message: 'the answer is not HTTP/1.1' }
          : response
            ? undefined
            : failure,
      });
    };
    const timer = setTimeout(
      () => settle({ kind: 'timeout', message: `nothing within ${sending.wait / 1000} s` }),
      sending.wait,
    );
    socket.on('connect', () => socket.write(openHead(sending, url)));
    socket.on('error', error => settle(failureOf(error)));
    socket.on('data', chunk => {
      chunks.push(chunk);
      size += chunk.length;
      const isEnough = size > limits.headerBytes || isComplete(Buffer.concat(chunks));
      if (isEnough) settle(undefined);
    });
    socket.on('close', () => settle({ kind: 'closed', message: 'closed without an answer' }));
  });
}

/** A head without the empty line that would end it. */
function openHead({ method, headers }: UnfinishedSending, url: URL): string {
  const fields = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url.pathname} HTTP/1.1\r\n${fields.join('')}X-Unfinished: `;
}

/** Splits a whole response that was read until its end (RFC 9112, section 2.1); undefined when it is none. */
export function parseResponse(bytes: Buffer): Response | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes
    .subarray(0, end === -1 ? bytes.length : end)
    .toString('latin1')
    .split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(statusLine);
  if (!match || end === -1) return undefined;
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(match[1]), reason: match[2] ?? '', headers, body: bytes.subarray(end + 4) };
}

/** Whether the declared length has arrived; without one only the end of the connection tells. */
function isComplete(bytes: Buffer): boolean {
  const response = parseResponse(bytes);
  const length = response?.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return response !== undefined && length !== undefined && response.body.length >= Number(length);
}
