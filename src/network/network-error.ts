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

/** Describes an error of Node's network by its code alone: its text may contain what was sent. */
export function networkError(error: unknown): NetworkError {
  const given = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const code = typeof given === 'string' ? given : 'unknown';
  const [, kind, sentence] = kinds.find(([pattern]) => pattern.test(code)) ?? brokenOff;
  return { kind, message: `${sentence} (${code})${kind === 'tls' ? remedy(code) : ''}` };
}

/** What to do when the authority that signed a certificate is unknown. The user cannot solve other problems with TLS. */
const remedy = (code: string): string =>
  /^(?:UNABLE_|DEPTH_|SELF_SIGNED)/.test(code)
    ? '; set OS_CACERT to the file with the certificates of your own authority'
    : '';
