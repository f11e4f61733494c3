import type { Failure, FailureKind } from './exchange.ts';

const kinds: readonly (readonly [RegExp, FailureKind, string])[] = [
  [/^(?:ENOTFOUND|EAI_)/, 'unresolved', 'the host name is not known'],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/,
    'refused',
    'no connection could be made',
  ],
  [/^HPE_HEADER_OVERFLOW$/, 'too-large', 'the header section is larger than allowed'],
  [/^HPE_/, 'not-http', 'the answer is not valid HTTP/1.1'],
  [/^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_|DEPTH_|SELF_SIGNED|HOSTNAME_MISMATCH)/, 'tls', 'TLS could not be set up'],
];

const brokenOff: (typeof kinds)[number] = [/^/, 'closed', 'the connection broke off'];

/** A Node network error as a failure. Only its code is kept: its text may hold what was sent. */
export function failureOf(error: unknown): Failure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  const [, kind, what] = kinds.find(([pattern]) => pattern.test(code)) ?? brokenOff;
  return { kind, message: `${what} (${code})` };
}

/** The run ended before the exchange did. */
export const interrupted: Failure = { kind: 'interrupted', message: 'the run ended before an answer came' };

/** The exchange took longer than it may. */
export function timedOut(milliseconds: number): Failure {
  return { kind: 'timeout', message: `no complete answer within ${milliseconds / 1000} s` };
}
