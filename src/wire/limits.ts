/** What one exchange may take at most, however the other side behaves. */
export interface Limits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Bytes of a body as it comes; what is beyond is not read. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of a run together: they are kept until it has been judged. */
  readonly allBodyBytes: number;
  /** Bytes that are kept of a body that was too large. */
  readonly keptBytes: number;
  /** Bytes of the header section. */
  readonly headerBytes: number;
  /** Aborted when the run ends before its time; whatever is under way ends with it. */
  readonly ended: AbortSignal;
}

const kibi = 1024;
const mebi = 1024 * kibi;

/** The limits of a run with this time-out, in milliseconds; `ended` is for a run that may be interrupted. */
export function limitsFor(timeout: number, ended: AbortSignal = new AbortController().signal): Limits {
  return {
    timeout,
    bodyBytes: 10 * mebi,
    allBodyBytes: 48 * mebi,
    keptBytes: 64 * kibi,
    headerBytes: 64 * kibi,
    ended,
  };
}
