import type { IdentityRequest } from '../targets/session.ts';
import type { Exchange } from '../wire/exchange.ts';
import { type AnsweredBy, answeredBy } from './answered-by.ts';

/** One request that left this machine during a run, repetitions included: a line of the request log. */
export interface SentRequest {
  /** The exchange's name; `identityName` for a request to Keystone. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** The proxy or front that it went to, where that is not the URL's own origin. */
  readonly sentTo?: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly status?: number;
  readonly answeredBy?: AnsweredBy;
  /** Why there is no complete response. */
  readonly failure?: string;
}

/** A redacted exchange as a line of the log. */
export function sentRequest({ name, request, response, failure, startedAt, duration }: Exchange): SentRequest {
  const { method, url, sentTo } = request;
  return {
    name,
    method,
    url,
    ...(sentTo === undefined ? {} : { sentTo }),
    startedAt,
    duration,
    ...(response ? { status: response.status, answeredBy: answeredBy(response) } : {}),
    ...(failure ? { failure: failure.message } : {}),
  };
}

/** What stands in the log for a request to Keystone, which is not an exchange. */
export const identityName = 'identity';

/** A request for a token as a line of the log. */
export const identityRequest = (request: IdentityRequest): SentRequest => ({
  name: identityName,
  method: 'POST',
  ...request,
});
