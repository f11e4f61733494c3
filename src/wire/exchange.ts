import type { NetworkErrorKind } from '../network/network-error.ts';

/** A header field as received or sent: name in its own spelling, and value. */
export type Header = readonly [name: string, value: string];

/** Why an exchange has no complete response; `withheld`: it was not sent at all. */
export type FailureKind = NetworkErrorKind | 'proxy' | 'interrupted' | 'withheld';

/** What went wrong on the network, as a sentence without secrets. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
}

/** A response as it came: header fields in their order, and the body's bytes in the content coding that they came in. */
export interface Response {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** The body's place is empty: it was not kept, for its content coding was not undone, and any secret may stand below it. */
  readonly omitted?: OmittedBody;
}

/** What is kept of a body that is not. */
export interface OmittedBody {
  /** What the body is: `a body with an unknown Content-Encoding`. */
  readonly why: string;
  /** Its length as it came. */
  readonly bytes: number;
  /** Its SHA-256 in hex. */
  readonly sha256: string;
}

/** One request and its answer. There are both a response and a failure when the body ended too early. */
export interface Exchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    /** What a command cannot say: bytes left out, a proxy on the way. */
    readonly note?: string;
    /** Scheme, host and port of the proxy or front that it went to, where these are not the URL's own. */
    readonly sentTo?: string;
    /** Its header section never ended. */
    readonly unfinished?: true;
  };
  readonly response: Response | undefined;
  readonly failure: Failure | undefined;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds from sending to the last byte or the failure. */
  readonly duration: number;
  /** Secrets that the answer contained before they were redacted, by their variables: `OS_TOKEN`. */
  readonly reflected: readonly string[];
}

/** The first value of a header field; the case of its name does not matter (RFC 9110, section 5.1). */
export function header(response: Response, name: string): string | undefined {
  return headerValues(response, name)[0];
}

/** All values of a header field, in the order in which they came. */
export function headerValues(response: Response, name: string): string[] {
  const wanted = name.toLowerCase();
  return response.headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}

/** The answer to a request, for people: its status, or why there is no complete answer. */
export const answerText = ({ response, failure }: Pick<Exchange, 'response' | 'failure'>): string =>
  failure ? `no complete answer: ${failure.message}` : `status ${response?.status}`;
