import { likelyCause } from './likely-cause.ts';

/** Why no answer came from the other side. */
export type NetworkErrorKind = 'unresolved' | 'refused' | 'tls' | 'timeout' | 'closed' | 'not-http' | 'too-large';

/** What went wrong on the network, in a sentence without secrets. */
export interface NetworkError {
  readonly kind: NetworkErrorKind;
  readonly message: string;
}

const kinds: readonly (readonly [RegExp, NetworkErrorKind, string])[] = [
  [/^(?:ENOTFOUND|EAI_)/, 'unresolved', 'the host name is unknown'],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/,
    'refused',
    'the connection failed',
  ],
  [/^HPE_HEADER_OVERFLOW$/, 'too-large', 'the header section is too large'],
  [/^HPE_/, 'not-http', 'the answer is not valid HTTP/1.1'],
  [
    /^(?:ERR_(?:TLS|SSL|OSSL)_|EPROTO$|(?:CERT|CRL|UNABLE|DEPTH|SELF_SIGNED|INVALID|ERROR_IN)_|HOSTNAME_MISMATCH$|PATH_LENGTH_EXCEEDED$)/,
    'tls',
    'the TLS connection failed',
  ],
];

const brokenOff: (typeof kinds)[number] = [/^/, 'closed', 'the connection was interrupted'];

/** An error on the way to a forward proxy, or a refusal by the proxy. It says nothing about the server behind it. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly reason: NetworkError;

  constructor(reason: NetworkError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** Describes an error of Node's network by its code and its likely cause: its text may contain what was sent. */
export function networkError(error: unknown): NetworkError {
  if (error instanceof ProxyError) return { ...error.reason, message: `at the proxy: ${error.message}` };
  const given = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const code = typeof given === 'string' ? given : 'unknown';
  const [, kind, sentence] = kinds.find(([pattern]) => pattern.test(code)) ?? brokenOff;
  const cause = likelyCause(error, code);
  return { kind, message: `${sentence} (${code})${cause === undefined ? '' : `; ${cause}`}` };
}
