import { connectionTo } from '../network/connection.ts';
import type { Trust } from '../network/tls.ts';
import type { UnfinishedSending } from '../probes/sending.ts';
import { type AnswerOrFailure, answerTo, requestWithHead } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Limits } from './limits.ts';

/**
 * Opens a connection, sends a request whose header section never ends, and waits for an answer (RFC 9110, section 15.5.9),
 * for the end of the connection, or until the time is over.
 */
export function sendUnfinished(
  sending: UnfinishedSending,
  trust: Trust,
  limits: Limits,
  body: IncomingBody,
): Promise<AnswerOrFailure> {
  const url = new URL(sending.url);
  const peer = sending.front === undefined ? url : new URL(sending.front);
  return answerTo({ ...limits, timeout: sending.wait }, body, () =>
    requestWithHead(connectionTo(peer, trust), openHead(sending, url), limits),
  );
}

/** A head without the empty line that would end it. */
function openHead({ method, headers }: UnfinishedSending, url: URL): string {
  const fields = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${fields.join('')}X-Unfinished: `;
}
