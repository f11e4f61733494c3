import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { agentThrough } from '../network/route-agent.ts';
import type { Sending } from '../probes/sending.ts';
import type { Target } from '../targets/target.ts';
import { assertAllowed } from './allow-list.ts';
import type { AnswerOrFailure } from './answer.ts';
import { bodiesWithin, type IncomingBody } from './bodies.ts';
import type { Exchange, Header } from './exchange.ts';
import { interrupted, withheld } from './failure.ts';
import type { Limits } from './limits.ts';
import { type Connections, sendOrdinary } from './ordinary.ts';
import { gapAfterPause, pace } from './pace.ts';
import { sendProxied } from './proxied.ts';
import { isServed, maxAttempts, putOffFor } from './put-off.ts';
import { signedHeaders } from './signing.ts';
import { slowDown } from './slow-down.ts';
import { sendUnfinished } from './unfinished.ts';

/** Sends requests to one service. */
export interface Sender {
  /**
   * Sends one request and resolves with the exchange; never rejects for what the other side does.
   * @throws ForbiddenSendingError for a request that is not on the list
   */
  (sending: Sending): Promise<Exchange>;
  /** Why this number of further requests for an operation will not be sent; undefined if they will be. */
  readonly refusalFor: (operation: string, count: number) => string | undefined;
  /** That and why fewer requests were sent at the same time, as a sentence; undefined: they were not. */
  readonly slowed: () => string | undefined;
}

/** The clock of a run: the time of day for people, and milliseconds that only move forward for durations. */
export interface Clock {
  readonly now: () => Date;
  readonly elapsed: () => number;
  /** Resolves with true once so many milliseconds have passed, and with false when the signal is aborted before. */
  readonly sleep: (milliseconds: number, ended: AbortSignal) => Promise<boolean>;
}

/** Where a sender sends to, and how fast. */
export type Destination = Pick<Target, 'endpoint' | 'rate' | 'route' | 'trust'>;

/**
 * The one sender. Every request to the service under test goes through it. It limits the rate, the number at a time and the
 * number for an operation, and sends nothing while the service asks the client to wait.
 * @param destination only requests to the origin of its endpoint are sent
 * @param limits what each exchange may take, and all of them together
 * @param onExchange called for every exchange, also one that is repeated because the service asked to wait
 * @param present gives a request the present tokens, just before it is sent
 */
export function senderFor(
  { endpoint, rate, route, trust }: Destination,
  clock: Clock,
  limits: Limits,
  onExchange: (exchange: Exchange) => void = () => {},
  present: (sending: Sending) => Promise<Sending> = async sending => sending,
): Sender {
  const root = new URL(endpoint);
  const agent = route === undefined ? undefined : agentThrough(route, root);
  const bodies = new Map<string, ReturnType<typeof bodiesWithin>>();
  // Every exchange that is under way listens for the end of the run; Node warns of a leak at more than ten.
  setMaxListeners(0, limits.ended);
  /** Aborted when nothing more can be sent, at the latest at the end of the run, so that no request waits for its turn. */
  const stopped = new AbortController();
  if (limits.ended.aborted) stopped.abort();
  limits.ended.addEventListener('abort', () => stopped.abort());
  const { turn, pauseFor } = pace(rate, { elapsed: clock.elapsed, sleep: time => clock.sleep(time, stopped.signal) });
  const slot = pLimit(limits.concurrent);
  const { see, told } = slowDown(
    limits.concurrent,
    concurrent => {
      slot.concurrency = concurrent;
    },
    clock.elapsed,
  );
  const sent = new Map<string, number>();
  const repeated = new Map<string, number>();
  let waiting = limits.waiting;
  /** When the service began to do nothing but ask to wait. */
  let putOffSince: number | undefined;
  let refusal: string | undefined;

  const refuse = (reason: string): void => {
    refusal ??= reason;
    stopped.abort();
  };
  const tooMany = `a run sends at most ${limits.requests} requests for an operation`;
  const tooOften = `a run sends at most ${limits.repetitions} requests for an operation to ask again`;
  /** Why this number of further requests for an operation is not sent; undefined if they are. */
  const closed = (operation: string, count: number, repetition?: true): AnswerOrFailure['failure'] => {
    if (limits.ended.aborted) return interrupted;
    if (refusal !== undefined) return withheld(refusal);
    if (repetition) return (repeated.get(operation) ?? 0) + count > limits.repetitions ? withheld(tooOften) : undefined;
    return (sent.get(operation) ?? 0) + count > limits.requests ? withheld(tooMany) : undefined;
  };
  const refusalFor = (operation: string, count: number): string | undefined => closed(operation, count)?.message;
  const count = ({ operation, repetition }: Sending): void => {
    const counts = repetition ? repeated : sent;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  };
  const newBody = (operation: string): IncomingBody => {
    const make = bodies.get(operation) ?? bodiesWithin(limits);
    bodies.set(operation, make);
    return make();
  };

  const sendOnce = async (sending: Sending): Promise<Exchange> => {
    const through = await agent;
    await turn();
    const { operation, repetition } = sending;
    const failure = closed(operation, 1, repetition);
    if (!failure) count(sending);
    const current = failure ? sending : await present(sending);
    const startedAt = clock.now();
    const toSend = signed(current, startedAt);
    assertAllowed(toSend, root.origin);
    const start = clock.elapsed();
    const outcome = failure
      ? { response: undefined, failure }
      : await dispatch(toSend, { trust, agent: through }, limits, newBody(operation));
    const { name, method, url } = toSend;
    const request = { method, url, headers: Object.entries(toSend.headers) satisfies Header[], ...noteOn(sending) };
    const duration = Math.round(clock.elapsed() - start);
    const exchange = { name, request, ...outcome, startedAt: startedAt.toISOString(), duration, reflected: [] };
    if (!failure) {
      see(sending, exchange, start);
      onExchange(exchange);
    }
    return exchange;
  };

  const isPutOff = ({ response }: Exchange, sending: Sending, attempt: number): boolean => {
    const milliseconds = response && putOffFor(sending, response, attempt, clock.now());
    if (milliseconds === undefined) {
      if (response && isServed(sending, response)) putOffSince = undefined;
      return false;
    }
    // Many answers may ask for a pause until the same moment, and it is counted once.
    const delay = pauseFor(milliseconds, waiting);
    if (delay !== undefined) waiting -= delay;
    else refuse(tooLong(milliseconds, limits));
    // At the slower pace after a pause, many requests take long, though each is put off for a short time only.
    putOffSince ??= clock.elapsed();
    if (clock.elapsed() + gapAfterPause - putOffSince > limits.waiting) refuse(tooBusy(limits));
    return refusal === undefined && attempt < maxAttempts;
  };

  const send = async (sending: Sending): Promise<Exchange> => {
    let exchange = await sendOnce(sending);
    for (let attempt = 1; isPutOff(exchange, sending, attempt); attempt += 1) {
      const again = await sendOnce(sending);
      // The first answer counts, although it only asks the client to wait.
      if (again.failure?.kind === 'withheld') return exchange;
      exchange = again;
    }
    return exchange;
  };

  const sender = async (sending: Sending): Promise<Exchange> => {
    assertAllowed(sending, root.origin);
    // The service decides how long an unfinished request lasts. It must not block the others.
    return sending.kind === 'unfinished' ? send(sending) : slot(send, sending);
  };
  return Object.assign(sender, { refusalFor, slowed: told });
}

const tooBusy = ({ waiting }: Limits): string =>
  `for ${waiting / 1000} s the service has only asked to wait, and a run waits no longer`;

const tooLong = (milliseconds: number, { waiting }: Limits): string =>
  `the service asks to wait for ${Math.ceil(milliseconds / 1000)} s, but a run waits for ${waiting / 1000} s in total`;

function signed(sending: Sending, now: Date): Sending {
  if (sending.kind !== 'ordinary' || !sending.keys) return sending;
  return { ...sending, headers: signedHeaders(sending, sending.keys, now) };
}

function dispatch(
  sending: Sending,
  connections: Connections,
  limits: Limits,
  body: IncomingBody,
): Promise<AnswerOrFailure> {
  if (sending.kind === 'proxied') return sendProxied(sending, limits, body);
  if (sending.kind === 'unfinished') return sendUnfinished(sending, connections.trust, limits, body);
  return sendOrdinary(sending, connections, limits, body);
}

/** What the exchange tells of how it was sent. */
function noteOn(sending: Sending): Pick<Exchange['request'], 'note' | 'sentTo' | 'unfinished'> {
  if (sending.kind === 'proxied') {
    const sentTo = new URL(sending.proxy).origin;
    return { note: `through the proxy ${sentTo}, without credentials`, sentTo };
  }
  if (sending.kind === 'unfinished') {
    if (sending.front === undefined) return { note: 'the header section never ends', unfinished: true };
    const sentTo = new URL(sending.front).origin;
    return { note: `the header section never ends, and it goes to ${sentTo}`, sentTo, unfinished: true };
  }
  return sending.keys ? { note: 'signed with VBS_ACCESS_KEY; the signature is valid for some minutes only' } : {};
}
