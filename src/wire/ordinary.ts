import http from 'node:http';
import https from 'node:https';
import type { OrdinarySending } from '../probes/sending.ts';
import { answerTo, type Outcome } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Limits } from './limits.ts';

/** Sends a complete request over a connection of its own. Redirects are not followed. */
export function sendOrdinary(sending: OrdinarySending, limits: Limits, body: IncomingBody): Promise<Outcome> {
  const url = new URL(sending.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return answerTo(limits, body, () =>
    request(url, {
      method: sending.method,
      headers: { ...sending.headers, Connection: 'close' },
      agent: false,
      maxHeaderSize: limits.headerBytes,
    }),
  );
}
