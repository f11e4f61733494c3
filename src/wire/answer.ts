import http from 'node:http';
import type { Socket } from 'node:net';
import { Duplex, Writable } from 'node:stream';
import { networkError } from '../network/network-error.ts';
import { timedOut } from '../network/timeout.ts';
import { type IncomingBody, tooLarge } from './bodies.ts';
import type { Failure, Header, Response } from './exchange.ts';
import { interrupted } from './failure.ts';
import type { Limits } from './limits.ts';

/** The answer to a request: a response, a failure, or both when the response ended too early. */
export interface AnswerOrFailure {
  readonly response: Response | undefined;
  readonly failure: Failure | undefined;
}

/**
 * Waits for the answer to a request, within limits. `1xx` answers are skipped, except the 101 that ends HTTP on a
 * connection. The connection is closed in every case.
 * @param hasBody whether an answer with this status has a body; what follows the head of one without is not read
 */
export function answerTo(
  limits: Limits,
  body: IncomingBody,
  start: () => http.ClientRequest,
  hasBody: (status: number) => boolean = () => true,
): Promise<AnswerOrFailure> {
  return new Promise(resolve => {
    let head: http.IncomingMessage | undefined;
    let broken: Failure | undefined;
    let isSettled = false;
    const request = start();
    // Otherwise Node drops the fields after the first thousand. The bytes of the header section are bounded anyway.
    request.maxHeadersCount = 0;
    const settle = (failure: Failure | undefined): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      limits.ended.removeEventListener('abort', interrupt);
      request.destroy();
      resolve({ response: head && responseOf(head, body.bytes()), failure: broken ?? failure });
    };
    const interrupt = (): void => settle(interrupted);
    const timer = setTimeout(() => settle(timedOut(limits.timeout)), limits.timeout);
    limits.ended.addEventListener('abort', interrupt);
    request.on('error', error => {
      broken ??= networkError(error);
      // The listeners below still receive the part of the body that came before the error.
      if (!head) settle(broken);
    });
    request.on('close', () => head ?? settle(closed));
    request.on('upgrade', response => {
      head = response;
      settle(undefined);
    });
    request.on('response', response => {
      if (response.httpVersionMajor !== 1) return settle(otherVersion);
      head = response;
      if (!hasBody(response.statusCode ?? 0)) settle(undefined);
      response.on('data', (chunk: Buffer) => body.add(chunk) || settle(tooLarge(limits)));
      response.on('error', error => settle(networkError(error)));
      response.on('end', () => settle(response.complete ? undefined : brokenOff));
      response.on('close', () => settle(brokenOff));
    });
    request.end();
  });
}

/**
 * A request that no HTTP library sends: its head is written to this connection byte for byte, and Node's own parser reads
 * the answer like one to a GET.
 */
export function requestWithHead(socket: Socket, head: string, { headerBytes }: Limits): http.ClientRequest {
  socket.write(head, 'latin1');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return http.request({
    createConnection: () => Duplex.from({ readable: socket, writable: nowhere }),
    maxHeaderSize: headerBytes,
  });
}

const otherVersion: Failure = { kind: 'not-http', message: 'the answer is in another version of HTTP than 1.1' };

const closed: Failure = { kind: 'closed', message: 'the connection was closed without an answer' };

const brokenOff: Failure = { kind: 'closed', message: 'the body ended too early' };

function responseOf(message: http.IncomingMessage, body: Uint8Array): Response {
  const { rawHeaders, statusCode = 0, statusMessage = '' } = message;
  const headers: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return { status: statusCode, reason: statusMessage, headers, body };
}
