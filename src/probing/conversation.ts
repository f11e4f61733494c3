import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { decoderOfRun } from '../recording/body.ts';
import { redactExchange, redactText } from '../recording/redaction.ts';
import { identityRequest, type SentRequest, sentRequest } from '../recording/sent-request.ts';
import type { Session } from '../targets/session.ts';
import { ConfigurationError, type Secret, secretsOf, type Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { limitsFor, patientTimeFor } from '../wire/limits.ts';
import { type Clock, senderFor } from '../wire/sender.ts';
import { presentTokens } from './present-tokens.ts';

/** The results of the requests of a stage. The exchanges still contain secrets. */
export interface StageResult {
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
}

/** No token is valid for this long, so asking for it replaces all tokens. */
export const anyTime = Number.POSITIVE_INFINITY;

/** All requests of one run to one service. */
export interface Conversation {
  /** The target with its present tokens. */
  readonly target: () => Target;
  readonly send: (sending: Sending) => Promise<Exchange>;
  /** Sends requests at the same time, with new tokens if the old ones could expire before the end. */
  readonly sendAll: (requests: (target: Target) => readonly (Sending | Unsent)[]) => Promise<StageResult>;
  /** Why this number of further requests for an operation will not be sent; undefined if they will be. */
  readonly refusalFor: (operation: string, count: number) => string | undefined;
  /** Gets new tokens where the old ones expire within so many milliseconds. Resolves with why there are no valid ones, if so. */
  readonly renewTokens: (milliseconds: number) => Promise<string | undefined>;
  /** That and why fewer requests were sent at the same time, as a sentence; undefined: they were not. */
  readonly slowed: () => string | undefined;
  /** An exchange without the secrets of this conversation. The same exchange always gives the same object. */
  readonly redacted: (exchange: Exchange) => Exchange;
  /** A text without the secrets of this conversation. */
  readonly redactedText: (text: string) => string;
  /** Everything that was sent so far, redacted. */
  readonly requests: () => SentRequest[];
}

/**
 * Opens a conversation.
 * @param ended aborted when the run has to end: nothing more is sent then
 * @param onAnswer called after each exchange with how many there were until then, and what is still to be answered
 */
export async function openConversation(
  session: Session,
  clock: Clock,
  ended: AbortSignal,
  onAnswer: (count: number, waiting: readonly Sending[]) => void,
): Promise<Conversation> {
  let target = await session.withTokensFor(0);
  const { host } = new URL(target.endpoint);
  // A password that is part of the host's name is no secret, and without it no address could be read.
  const ofKeystone = session.secrets().filter(({ value }) => !host.includes(value.toLowerCase()));
  const secrets: Secret[] = [...ofKeystone, ...secretsOf(target)];
  const sent: Exchange[] = [];
  const tokens = presentTokens(target);
  const renewed = async (milliseconds: number): Promise<ConfigurationError | undefined> => {
    try {
      // Whatever a new catalog says, this is the conversation with the service that it began with.
      target = { ...(await session.withTokensFor(milliseconds)), endpoint: target.endpoint };
      tokens.learn(target);
      secrets.push(...secretsOf(target).filter(one => !secrets.some(({ value }) => value === one.value)));
      return undefined;
    } catch (error) {
      if (error instanceof ConfigurationError) return error;
      throw error;
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  const renewTokens = (milliseconds: number): Promise<string | undefined> => {
    const result = last.then(async () => {
      const failure = await renewed(milliseconds);
      // While Keystone is away, the old tokens do as long as they are valid.
      if (!failure || !(await renewed(0))) return undefined;
      return `the token expired during the run, and there is no new one: ${failure.message}`;
    });
    // One after the other: the next renewal finds the new tokens.
    last = result.catch(() => undefined);
    return result;
  };
  let nextRenewal = Number.NEGATIVE_INFINITY;
  const present = async (sending: Sending): Promise<Sending> => {
    if (clock.elapsed() >= nextRenewal && (await renewTokens(soon)) !== undefined) nextRenewal = clock.elapsed() + soon;
    return tokens.inPlaceOfOld(sending, target);
  };
  const limits = limitsFor(target.timeout, ended);
  const waiting = new Map<string, Sending>();
  const onExchange = (exchange: Exchange): void => {
    waiting.delete(exchange.name);
    onAnswer(sent.push(exchange), [...waiting.values()]);
  };
  const sender = senderFor(target, clock, limits, onExchange, present);
  const send = (sending: Sending): Promise<Exchange> => {
    waiting.set(sending.name, sending);
    return sender(sending);
  };

  const sendAll: Conversation['sendAll'] = async requests => {
    const refusal = await renewTokens(patientTimeFor(target, requests(target).length));
    const bound = requests(target);
    if (refusal !== undefined) {
      return { exchanges: [], unsent: bound.map(one => (isSent(one) ? { name: one.name, reason: refusal } : one)) };
    }
    const exchanges = await Promise.all(bound.filter(isSent).map(send));
    return { exchanges, unsent: bound.filter((one): one is Unsent => !isSent(one)) };
  };

  const decode = decoderOfRun();
  const clean = new Map<Exchange, Exchange>();
  const redacted = (exchange: Exchange): Exchange => {
    const known = clean.get(exchange) ?? redactExchange(exchange, secrets, decode);
    clean.set(exchange, known);
    return known;
  };
  const requests = (): SentRequest[] => [
    ...session.requests().map(identityRequest),
    ...sent.map(exchange => sentRequest(redacted(exchange))),
  ];
  const redactedText = (text: string): string => redactText(text, secrets);
  const { refusalFor, slowed } = sender;
  return { target: () => target, send, sendAll, refusalFor, slowed, renewTokens, redacted, redactedText, requests };
}

/** A token that expires within so many milliseconds is renewed before the next request. */
const soon = 5000;
