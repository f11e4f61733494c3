/** A request as data. The wire sends it; nothing here does. Header fields are given in full, secrets included. */
export type Sending = OrdinarySending | ProxiedSending | UnfinishedSending;

interface Described {
  /** Name of the exchange that will come of it. */
  readonly name: string;
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A complete request that any HTTP client library can send. */
export interface OrdinarySending extends Described {
  readonly kind: 'ordinary';
  readonly method: string;
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
}

/** A request that this run cannot or may not send, with the reason. */
export interface Unsent {
  readonly name: string;
  readonly reason: string;
}

/** Tells what is sent from what is not. */
export const isSent = (planned: Sending | Unsent): planned is Sending => 'kind' in planned;
