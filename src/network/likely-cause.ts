/** What OpenSSL and Node call a problem, and what that most likely means. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/^(?:UNABLE_|DEPTH_|SELF_SIGNED)/, 'OS_CACERT names the file with the certificates of your own authority'],
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^CERT_NOT_YET_VALID$/, "its certificate is not valid yet, or this machine's clock is wrong"],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'its certificate is for another host name'],
  [
    /^(?:wrong version number|http request|packet length too long)$/,
    'it seems not to speak TLS there: see whether the URL has to begin with http:, and its port',
  ],
  [
    /^(?:.* alert protocol version|unsupported protocol|no protocols available)$/,
    'it speaks no version of TLS that is accepted here (1.2 and newer)',
  ],
  [/ alert no application protocol$/, 'it seems to speak HTTP/2 only, and HTTP/1.1 is spoken here'],
  [
    / alert (?:certificate required|bad certificate|certificate unknown|unknown ca|access denied)$/,
    'it demands a certificate of yours, or another one than that in OS_CERT',
  ],
  [
    / alert handshake failure$/,
    'it accepts no cipher that is known here, or demands a certificate of yours, which OS_CERT names',
  ],
];

/** The most likely cause of an error of Node's network, as the rest of a sentence; undefined when none is known. */
export function likelyCause(error: unknown, code: string): string | undefined {
  if (code.startsWith('HPE_')) return otherLanguage(packetIn(error));
  const reason = reasonOf(error, code);
  return causes.find(([pattern]) => pattern.test(reason))?.[1];
}

/** OpenSSL's own words are in the code, or in a text of a fixed form; else the code itself. */
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

/** What else the other side may speak, by its first bytes. */
function otherLanguage(packet: Uint8Array | undefined): string | undefined {
  const [first, second, , kind, , ...stream] = packet?.subarray(0, 9) ?? [];
  // An alert or handshake of TLS (RFC 8446, section 5.1).
  if ((first === 0x15 || first === 0x16) && second === 3) {
    return 'it seems to speak TLS there: see whether the URL has to begin with https:';
  }
  // A frame SETTINGS or GOAWAY of the whole connection (RFC 9113, sections 4.1, 6.5 and 6.8).
  const isFrame = (kind === 4 || kind === 7) && stream.length === 4 && stream.every(byte => byte === 0);
  return isFrame ? 'it seems to speak HTTP/2 only, and HTTP/1.1 is spoken here' : undefined;
}
