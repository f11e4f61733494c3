import type { SigningKeys } from '../targets/target.ts';

/** A request as data. The wire sends it; nothing here does. Header fields are given in full, secrets included. */
export type Sending = OrdinarySending | ProxiedSending | UnfinishedSending;

interface Described {
  /** The name of its exchange: `show-backup/status/405/patch`. */
  readonly name: string;
  /** The operation that it belongs to, whose bounds apply. */
  readonly operation: string;
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The status that it should earn, if any: an answer with this status is not a disturbance. */
  readonly code?: number;
  /** Never repeated: a fault does not last longer because an answer asks the client to wait. */
  readonly once?: true;
  /** It repeats a request, or is the plain read before and after that. These requests have a bound of their own. */
  readonly repetition?: true;
}

/** A complete request that any HTTP client library can send. */
export interface OrdinarySending extends Described {
  readonly kind: 'ordinary';
  readonly method: string;
  /** Signed with these when it is sent; the header fields then contain no token. */
  readonly keys?: SigningKeys;
}

/** A GET through a forward proxy: in absolute form for http, behind CONNECT for https (RFC 9110, section 9.3.6). */
export interface ProxiedSending extends Described {
  readonly kind: 'proxied';
  readonly method: 'GET';
  readonly proxy: string;
}

/** A request whose header section never ends; `wait` is how long to wait for an answer, in milliseconds. */
export interface UnfinishedSending extends Described {
  readonly kind: 'unfinished';
  readonly method: 'GET';
  readonly wait: number;
  /** Root URL of the front that gets it; undefined: it goes to the origin of `url`. */
  readonly front?: string;
}

/** A request that this run does not send, with the reason. */
export interface Unsent {
  readonly name: string;
  readonly reason: string;
}

/** Whether a request is sent. */
export const isSent = (planned: Sending | Unsent): planned is Sending => 'kind' in planned;
