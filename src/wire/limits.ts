/** What one exchange may take at most, however the other side behaves. */
export interface Limits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Bytes of a body as it comes; what is beyond is not read. */
  readonly bodyBytes: number;
  /** Bytes of the header section. */
  readonly headerBytes: number;
}

/** The limits of a run with this time-out, in milliseconds. */
export function limitsFor(timeout: number): Limits {
  return { timeout, bodyBytes: 10 * 1024 * 1024, headerBytes: 64 * 1024 };
}
