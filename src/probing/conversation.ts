import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { decoderOfRun } from '../recording/body.ts';
import { redactExchange, redactText } from '../recording/redaction.ts';
import { identityRequest, type SentRequest, sentRequest } from '../recording/sent-request.ts';
import type { Session } from '../targets/session.ts';
import { ConfigurationError, type Secret, secretsOf, type Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { limitsFor, patientTimeFor } from '../wire/limits.ts';
import { type Clock, senderFor } from '../wire/sender.ts';

/** The results of the requests of a stage. The exchanges still contain secrets. */
export interface StageResult {
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
}

/** All requests of one run to one service. */
export interface Conversation {
  /** The target with its present tokens. */
  readonly target: () => Target;
  readonly send: (sending: Sending) => Promise<Exchange>;
  /** Sends requests at the same time, with new tokens if the old ones could expire before the end. */
  readonly sendAll: (requests: (target: Target) => readonly (Sending | Unsent)[]) => Promise<StageResult>;
  /** Why this number of further requests for an operation will not be sent; undefined if they will be. */
  readonly refusalFor: (operation: string, count: number) => string | undefined;
  /** Gets new tokens where the old ones expire within so many milliseconds. Resolves with why that failed, if it did. */
  readonly renewTokens: (milliseconds: number) => Promise<string | undefined>;
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
 * @param onAnswer called after each exchange with how many there were until then
 */
export async function openConversation(
  session: Session,
  clock: Clock,
  ended: AbortSignal,
  onAnswer: (count: number) => void,
): Promise<Conversation> {
  let target = await session.withTokensFor(0);
  const secrets: Secret[] = secretsOf(target);
  const sent: Exchange[] = [];
  const send = senderFor(target, clock, limitsFor(target.timeout, ended), exchange => onAnswer(sent.push(exchange)));

  const renewTokens = async (milliseconds: number): Promise<string | undefined> => {
    try {
      // Whatever a new catalog says, this is the conversation with the service that it began with.
      target = { ...(await session.withTokensFor(milliseconds)), endpoint: target.endpoint };
      secrets.push(...secretsOf(target).filter(one => !secrets.some(({ value }) => value === one.value)));
      return undefined;
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return `the token expired during the run, and there is no new one: ${error.message}`;
    }
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
  const { refusalFor } = send;
  return { target: () => target, send, sendAll, refusalFor, renewTokens, redacted, redactedText, requests };
}
