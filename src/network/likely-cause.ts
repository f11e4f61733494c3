const onlyHttp2 = 'the server probably supports only HTTP/2, but HTTP/1.1 is required';

/** What OpenSSL and Node call a problem, and its most likely cause. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/^(?:UNABLE_|DEPTH_|SELF_SIGNED)/, 'set OS_CACERT to the file with the certificates of your own authority'],
  [/^CERT_HAS_EXPIRED$/, 'the certificate of the server has expired'],
  [/^CERT_NOT_YET_VALID$/, 'the certificate of the server is not valid yet, or the clock of this machine is wrong'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'the certificate of the server is for another host name'],
  [
    /^(?:wrong version number|http request|packet length too long)$/,
    'the server probably does not use TLS; check the port, and whether the URL must begin with http:',
  ],
  [
    /^(?:.* alert protocol version|unsupported protocol|no protocols available)$/,
    'the server does not support TLS 1.2 or newer',
  ],
  [/ alert no application protocol$/, onlyHttp2],
  [
    / alert (?:certificate required|bad certificate|certificate unknown|unknown ca|access denied)$/,
    'the server requires a client certificate, or does not accept the one in OS_CERT',
  ],
  [
    / alert handshake failure$/,
    'the server accepts no cipher of this machine, or requires a client certificate; set OS_CERT to one',
  ],
];

/** The most likely cause of an error of Node's network, as the rest of a sentence; undefined: unknown. */
export function likelyCause(error: unknown, code: string): string | undefined {
  if (code.startsWith('HPE_')) return otherLanguage(packetIn(error));
  const reason = reasonOf(error, code);
  return causes.find(([pattern]) => pattern.test(reason))?.[1];
}

/** OpenSSL's own words, from the code or from a text in a fixed form; otherwise the code itself. */
function reasonOf(error: unknown, code: string): string {
  const [, words] = /^ERR_SSL_(\w+)$/.exec(code) ?? [];
  if (words !== undefined) return words.toLowerCase().replaceAll('_', ' ');
  if (code !== 'EPROTO' || !(error instanceof Error)) return code;
  return /error:[0-9A-F]{8}:SSL routines:\w*:([a-z0-9 ]+):/.exec(error.message)?.[1] ?? code;
}

/** The bytes that Node could not read as HTTP. */
function packetIn(error: unknown): Uint8Array | undefined {
  const packet = typeof error === 'object' && error !== null && 'rawPacket' in error ? error.rawPacket : undefined;
  return packet instanceof Uint8Array ? packet : undefined;
}

/** Which protocol the server uses in place of HTTP/1.1, judged by its first bytes. */
function otherLanguage(packet: Uint8Array | undefined): string | undefined {
  const [first, second, , kind, , ...stream] = packet?.subarray(0, 9) ?? [];
  // A TLS alert or handshake (RFC 8446, section 5.1).
  if ((first === 0x15 || first === 0x16) && second === 3) {
    return 'the server probably uses TLS; check whether the URL must begin with https:';
  }
  // A SETTINGS or GOAWAY frame of the whole connection (RFC 9113, sections 4.1, 6.5 and 6.8).
  const isFrame = (kind === 4 || kind === 7) && stream.length === 4 && stream.every(byte => byte === 0);
  return isFrame ? onlyHttp2 : undefined;
}
