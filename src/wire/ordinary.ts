import http from 'node:http';
import https from 'node:https';
import { type Trust, tlsOptions } from '../network/tls.ts';
import type { OrdinarySending } from '../probes/sending.ts';
import { type AnswerOrFailure, answerTo } from './answer.ts';
import type { IncomingBody } from './bodies.ts';
import type { Limits } from './limits.ts';

/** How connections to the endpoint are made. */
export interface Connections {
  readonly trust: Trust;
  /** Leads through a proxy; undefined: directly. */
  readonly agent: http.Agent | undefined;
}

/** Sends a complete request over a connection of its own. Redirects are not followed. */
export function sendOrdinary(
  sending: OrdinarySending,
  { trust, agent }: Connections,
  limits: Limits,
  body: IncomingBody,
): Promise<AnswerOrFailure> {
  const url = new URL(sending.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return answerTo(limits, body, () =>
    request(url, {
      method: sending.method,
      headers: { ...sending.headers, Connection: 'close' },
      agent: agent ?? false,
      maxHeaderSize: limits.headerBytes,
      ...tlsOptions(trust),
    }),
  );
}
