import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { redactExchange, redactText } from '../recording/redaction.ts';
import { identityRequest, type SentRequest, sentRequest } from '../recording/sent-request.ts';
import type { OpenTarget, Session } from '../targets/session.ts';
import { ConfigurationError, type Secret, secretsOf } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { limitsFor, patientTimeFor } from '../wire/limits.ts';
import { type Clock, senderFor } from '../wire/sender.ts';

/** What came of requests that were sent side by side. Exchanges still hold secrets. */
export interface Stage {
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
}

/** All that is said to one service in one run. */
export interface Conversation {
  /** The target with the tokens that hold now. */
  readonly target: () => OpenTarget;
  /** Sends one request. */
  readonly take: (sending: Sending) => Promise<Exchange>;
  /** Sends side by side what is called for; with new tokens where the old ones might expire meanwhile. */
  readonly stage: (plan: (target: OpenTarget) => readonly (Sending | Unsent)[]) => Promise<Stage>;
  /** Why so many more requests are not going to be sent; undefined while they may be. */
  readonly reasonNotToSend: (count: number) => string | undefined;
  /** Makes the tokens hold for so many milliseconds. Resolves with undefined, or with why they do not. */
  readonly hold: (milliseconds: number) => Promise<string | undefined>;
  /** An exchange without the secrets of this conversation; always the same object for the same exchange. */
  readonly redacted: (exchange: Exchange) => Exchange;
  /** A text of whoever had a part in the conversation, without its secrets. */
  readonly redactedText: (text: string) => string;
  /** Everything that was sent so far, redacted. */
  readonly requests: () => SentRequest[];
}

/**
 * Opens a conversation.
 * @param ended aborted when the run has to end: nothing more is sent then
 * @param answered called after each exchange with how many there were until then
 */
export async function converse(
  session: Session,
  clock: Clock,
  ended: AbortSignal,
  answered: (count: number) => void,
): Promise<Conversation> {
  let target = await session.withTokensFor(0);
  const secrets: Secret[] = secretsOf(target);
  const sent: Exchange[] = [];
  const take = senderFor(target, clock, limitsFor(target.timeout, ended), exchange => answered(sent.push(exchange)));

  const hold = async (milliseconds: number): Promise<string | undefined> => {
    try {
      // Whatever a new catalog says, this is the conversation with the service that it began with.
      target = { ...(await session.withTokensFor(milliseconds)), endpoint: target.endpoint };
      secrets.push(...secretsOf(target).filter(one => !secrets.some(({ value }) => value === one.value)));
      return undefined;
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return `the token expired during the run: ${error.message}`;
    }
  };
  const stage: Conversation['stage'] = async plan => {
    const refusal = await hold(patientTimeFor(target, plan(target).length));
    const planned = plan(target);
    if (refusal !== undefined) {
      return { exchanges: [], unsent: planned.map(one => (isSent(one) ? { name: one.name, reason: refusal } : one)) };
    }
    const exchanges = await Promise.all(planned.filter(isSent).map(take));
    return { exchanges, unsent: planned.filter((one): one is Unsent => !isSent(one)) };
  };

  const clean = new Map<Exchange, Exchange>();
  const redacted = (exchange: Exchange): Exchange => {
    const known = clean.get(exchange) ?? redactExchange(exchange, secrets);
    clean.set(exchange, known);
    return known;
  };
  const requests = (): SentRequest[] => [
    ...session.requests().map(identityRequest),
    ...sent.map(exchange => sentRequest(redacted(exchange))),
  ];
  const redactedText = (text: string): string => redactText(text, secrets);
  const { reasonNotToSend } = take;
  return { target: () => target, take, stage, reasonNotToSend, hold, redacted, redactedText, requests };
}
