import http from 'node:http';
import https from 'node:https';
import type { OrdinarySending } from '../probes/sending.ts';
import { answerTo, type Outcome } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Limits } from './limits.ts';

/**
 * Sends a complete request over a connection of its own. Redirects are not followed.
 * @param agent makes the connection where it leads through a proxy
 */
export function sendOrdinary(
  sending: OrdinarySending,
  limits: Limits,
  body: IncomingBody,
  agent?: http.Agent,
): Promise<Outcome> {
  const url = new URL(sending.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return answerTo(limits, body, () =>
    request(url, {
      method: sending.method,
      headers: { ...sending.headers, Connection: 'close' },
      agent: agent ?? false,
      maxHeaderSize: limits.headerBytes,
    }),
  );
}
