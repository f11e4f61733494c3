import { setMaxListeners } from 'node:events';
import type { Agent } from 'node:http';
import type { Sending } from '../probes/sending.ts';
import { assertAllowed } from './allow-list.ts';
import type { Outcome } from './answer.ts';
import { bodiesWithin, type IncomingBody } from './bodies.ts';
import type { Exchange, Header } from './exchange.ts';
import { interrupted } from './failure.ts';
import type { Limits } from './limits.ts';
import { sendOrdinary } from './ordinary.ts';
import { pace, timekeeperUntil } from './pace.ts';
import { sendProxied } from './proxied.ts';
import { agentThrough } from './route-agent.ts';
import { sendUnfinished } from './unfinished.ts';

/**
 * Sends one request and resolves with the exchange; never rejects for what the other side does.
 * @throws ForbiddenSendingError for a request that is not on the list
 */
export type Sender = (sending: Sending) => Promise<Exchange>;

/** The clock of a run: the time of day for people, and milliseconds that only move forward for durations. */
export interface Clock {
  readonly now: () => Date;
  readonly elapsed: () => number;
}

/**
 * The one sender. Everything that goes to the service under test goes through it.
 * @param endpoint only requests to this URL's origin are sent
 * @param rate requests per second; undefined: as they come
 * @param limits what each exchange may take
 * @param route URL of the forward proxy for ordinary requests; undefined: directly
 */
export function senderFor(
  endpoint: string,
  rate: number | undefined,
  clock: Clock,
  limits: Limits,
  route?: string,
): Sender {
  const root = new URL(endpoint);
  const agent = route === undefined ? undefined : agentThrough(route, root);
  const newBody = bodiesWithin(limits);
  // Every exchange that is under way listens for the end of the run; Node takes more than ten for a leak.
  setMaxListeners(0, limits.ended);
  const turn = pace(rate, timekeeperUntil(limits.ended));
  return async sending => {
    assertAllowed(sending, root.origin);
    await turn();
    const startedAt = clock.now().toISOString();
    const start = clock.elapsed();
    const outcome = limits.ended.aborted ? notSent : await dispatch(sending, limits, newBody(), await agent);
    const { name, method, url } = sending;
    const request = { method, url, headers: Object.entries(sending.headers) satisfies Header[], ...noteOn(sending) };
    return { name, request, ...outcome, startedAt, duration: Math.round(clock.elapsed() - start), reflected: [] };
  };
}

const notSent: Outcome = { response: undefined, failure: interrupted };

function dispatch(sending: Sending, limits: Limits, body: IncomingBody, agent?: Agent): Promise<Outcome> {
  if (sending.kind === 'proxied') return sendProxied(sending, limits, body);
  if (sending.kind === 'unfinished') return sendUnfinished(sending, limits, body);
  return sendOrdinary(sending, limits, body, agent);
}

function noteOn(sending: Sending): { readonly note?: string } {
  if (sending.kind === 'proxied')
    return { note: `through the proxy ${new URL(sending.proxy).origin}, without credentials` };
  if (sending.kind === 'unfinished') return { note: 'the header section is left open' };
  return {};
}
