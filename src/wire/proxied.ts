import http from 'node:http';
import net from 'node:net';
import { hostOf } from '../network/connection.ts';
import type { ProxiedSending } from '../probes/sending.ts';
import { type AnswerOrFailure, answerTo, requestWithHead } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Failure } from './exchange.ts';
import type { Limits } from './limits.ts';

/**
 * Sends a GET through a forward proxy: in absolute form for an http endpoint. For an https endpoint it only sends CONNECT,
 * which a proxy that demands credentials refuses already (RFC 9110, section 9.3.6).
 */
export async function sendProxied(
  sending: ProxiedSending,
  limits: Limits,
  body: IncomingBody,
): Promise<AnswerOrFailure> {
  const url = new URL(sending.url);
  const proxy = new URL(sending.proxy);
  const address = { host: hostOf(proxy), port: Number(proxy.port) || 80 };
  const isTunnel = url.protocol === 'https:';
  const start = () =>
    isTunnel
      ? requestWithHead(net.connect(address), tunnelHead(url, sending.headers['User-Agent']), limits)
      : http.request({
          ...address,
          method: sending.method,
          path: url.href,
          headers: { ...sending.headers, Host: url.host, Connection: 'close' },
          agent: false,
          maxHeaderSize: limits.headerBytes,
        });
  // What follows the 2xx of CONNECT is the tunnel (RFC 9110, section 9.3.6).
  const hasBody = (status: number): boolean => !isTunnel || status >= 300;
  const { response, failure } = await answerTo(limits, body, start, hasBody);
  return { response, failure: failure && ofProxy(failure) };
}

/** Of the header fields only User-Agent is sent to the proxy: the others are for the endpoint. */
function tunnelHead({ hostname, port }: URL, userAgent: string | undefined): string {
  const authority = `${hostname}:${port || 443}`;
  const from = userAgent === undefined ? '' : `User-Agent: ${userAgent}\r\n`;
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${from}\r\n`;
}

/** A failure at the proxy proves nothing about the endpoint. */
function ofProxy(failure: Failure): Failure {
  const { kind, message } = failure;
  if (kind === 'interrupted') return failure;
  const isUnreached = kind === 'refused' || kind === 'unresolved';
  return { kind: isUnreached ? 'proxy' : kind, message: `at the proxy: ${message}` };
}
