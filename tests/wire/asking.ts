import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import type { OrdinarySending } from '../../src/probes/sending.ts';
import type { AnswerOrFailure } from '../../src/wire/answer.ts';
import { bodiesWithin } from '../../src/wire/bodies.ts';
import type { Limits } from '../../src/wire/limits.ts';
import { sendOrdinary } from '../../src/wire/ordinary.ts';
import { getOf, limitsOf, trust } from './sendings.ts';
import { type Endpoint, serve } from './serving.ts';

/** Sends an ordinary request by itself. */
export function send(sending: OrdinarySending, limits: Limits = limitsOf()): Promise<AnswerOrFailure> {
  return sendOrdinary(sending, { trust, agent: undefined }, limits, bodiesWithin(limits)());
}

/** Asks a server that speaks like this, and asserts that the connection is closed afterwards. */
export async function ask(
  t: TestContext,
  speak: (socket: Socket, heard: () => string) => void,
  change: Partial<Limits> = {},
): Promise<AnswerOrFailure & { readonly endpoint: Endpoint; readonly text: string }> {
  const endpoint = await serve(t, speak);
  const outcome = await send(getOf(`${endpoint.origin}/v3`), limitsOf(change));
  await endpoint.quiet();
  return { ...outcome, endpoint, text: Buffer.from(outcome.response?.body ?? []).toString('latin1') };
}

/** A whole answer with this body. */
export const ok = (body: string, fields = ''): string =>
  `HTTP/1.1 200 OK\r\n${fields}Content-Length: ${body.length}\r\n\r\n${body}`;
