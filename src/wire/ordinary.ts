import http from 'node:http';
import https from 'node:https';
import type { OrdinarySending, ProxiedSending } from '../probes/sending.ts';
import type { Failure, Header, Response } from './exchange.ts';
import { failureOf, timedOut } from './failure.ts';
import type { Limits } from './limits.ts';

/** What came of a request: a response, a failure, or a response that broke off. */
export interface Outcome {
  readonly response: Response | undefined;
  readonly failure: Failure | undefined;
}

/** Sends a complete request over a connection of its own. Redirects are not followed, `1xx` answers are skipped. */
export function sendOrdinary(sending: OrdinarySending, limits: Limits): Promise<Outcome> {
  const url = new URL(sending.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return answerTo(limits, () =>
    request(url, {
      method: sending.method,
      headers: { ...sending.headers, Connection: 'close' },
      agent: false,
      maxHeaderSize: limits.headerBytes,
    }),
  );
}

/**
 * Sends a GET through a forward proxy: in absolute form to an http endpoint; for an https endpoint only CONNECT is sent,
 * since a proxy that demands credentials answers that already (RFC 9110, section 9.3.6).
 */
export function sendProxied(sending: ProxiedSending, limits: Limits): Promise<Outcome> {
  const url = new URL(sending.url);
  const proxy = new URL(sending.proxy);
  const authority = `${url.hostname}:${url.port || 443}`;
  const isTunnel = url.protocol === 'https:';
  return answerTo(limits, () =>
    http.request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || 80,
      method: isTunnel ? 'CONNECT' : sending.method,
      path: isTunnel ? authority : sending.url,
      headers: isTunnel ? { Host: authority } : { ...sending.headers, Host: url.host, Connection: 'close' },
      agent: false,
      maxHeaderSize: limits.headerBytes,
    }),
  );
}

function answerTo(limits: Limits, start: () => http.ClientRequest): Promise<Outcome> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    let head: http.IncomingMessage | undefined;
    const request = start();
    const settle = (failure: Failure | undefined): void => {
      clearTimeout(timer);
      request.destroy();
      resolve({ response: head && responseOf(head, Buffer.concat(chunks)), failure });
    };
    const timer = setTimeout(() => settle(timedOut(limits.timeout)), limits.timeout);
    request.on('error', error => settle(failureOf(error)));
    request.on('connect', response => {
      head = response;
      settle(undefined);
    });
    request.on('response', response => {
      head = response;
      response.on('data', (chunk: Buffer) => {
        const room = limits.bodyBytes - size;
        chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
        size += chunk.length;
        if (chunk.length > room) settle(tooLarge(limits));
      });
      response.on('error', error => settle(failureOf(error)));
      response.on('end', () => settle(response.complete ? undefined : brokenOff));
    });
    request.end();
  });
}

const brokenOff: Failure = { kind: 'closed', message: 'the body broke off before its end' };

const tooLarge = ({ bodyBytes }: Limits): Failure => ({
  kind: 'too-large',
  message: `the body is larger than ${bodyBytes} bytes; the rest was not read`,
});

function responseOf(message: http.IncomingMessage, body: Buffer): Response {
  const { rawHeaders, statusCode = 0, statusMessage = '' } = message;
  const headers: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return { status: statusCode, reason: statusMessage, headers, body };
}
