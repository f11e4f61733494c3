import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';
import { header, type Response } from '../wire/exchange.ts';

const mebi = 1024 * 1024;

/** Bytes that a body may have once its content coding is undone. */
export const maxDecodedBytes = 10 * mebi;

/** Bytes that all bodies of a run may have together once their content codings are undone: they are judged as one. */
export const maxDecodedOfRun = 64 * mebi;

/** A body as text, or what it is instead: `a body that is not valid UTF-8`. */
export type BodyText = { readonly text: string; readonly error?: undefined } | { readonly error: string };

/** A body's bytes without content coding, or what the body is when it cannot be decoded. */
export type BodyBytes = { readonly bytes: Uint8Array; readonly error?: undefined } | { readonly error: string };

/** Undoes the content coding of a body within bounds. */
export type Decoder = (response: Response) => BodyBytes;

interface Coding {
  readonly names: readonly string[];
  readonly undo: (bytes: Uint8Array, bounds: ZlibOptions) => Uint8Array;
  readonly apply: (bytes: Uint8Array) => Uint8Array;
}

const identity: Coding = { names: ['identity', ''], undo: bytes => bytes, apply: bytes => bytes };

/** brotli compresses as well as it can unless it is told otherwise, which takes a hundred times as long. */
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY } };

/** The content codings of RFC 9110, section 8.4.1, and the widely known `br`. */
const codings: readonly Coding[] = [
  identity,
  { names: ['gzip', 'x-gzip'], undo: gunzipSync, apply: bytes => gzipSync(bytes) },
  { names: ['deflate'], undo: inflateSync, apply: bytes => deflateSync(bytes) },
  { names: ['br'], undo: brotliDecompressSync, apply: bytes => brotliCompressSync(bytes, fast) },
];

/** Undoes the content coding (RFC 9110, section 8.4) within bounds and reads UTF-8 strictly (RFC 8259, section 8.1). */
export function bodyText(response: Response): BodyText {
  const body = decodedBody(response);
  if (body.error !== undefined) return body;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body.bytes) };
  } catch {
    return { error: 'a body that is not valid UTF-8' };
  }
}

/** Undoes the content coding within bounds. */
export function decodedBody(response: Response, mostBytes = maxDecodedBytes): BodyBytes {
  if (response.omitted) return { error: response.omitted.why };
  const coding = codingOf(response);
  if (!coding) return { error: 'a body with an unknown Content-Encoding' };
  try {
    return { bytes: coding.undo(response.body, { maxOutputLength: Math.max(1, mostBytes) }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { error: tooLargeBody(mostBytes) };
    return { error: `a body that does not match its Content-Encoding (${String(code)})` };
  }
}

const tooLargeBody = (mostBytes: number): string => `a body of more than ${mostBytes} bytes after decoding`;

/** Why a body of a run is not read: it would be one too many. */
export const tooManyDecoded = `the bodies of the run have more than ${maxDecodedOfRun} bytes in all once they are decoded, so this one was not read`;

/** Decodes the bodies of a run, which share one bound: a small answer may unfold to a large one, and a run has many. */
export function decoderOfRun(): Decoder {
  let left = maxDecodedOfRun;
  return response => {
    const most = Math.min(maxDecodedBytes, left);
    const body = decodedBody(response, most);
    if (most < maxDecodedBytes && body.error === tooLargeBody(most)) return { error: tooManyDecoded };
    // A body without coding was bounded when it came.
    if (body.error === undefined && body.bytes !== response.body) left -= body.bytes.length;
    return body;
  };
}

/** Other bytes in the content coding of this response's body. */
export function encodedBody(response: Response, bytes: Uint8Array): Uint8Array {
  return (codingOf(response) ?? identity).apply(bytes);
}

function codingOf(response: Response): Coding | undefined {
  const name = header(response, 'content-encoding')?.trim().toLowerCase() ?? '';
  return codings.find(({ names }) => names.includes(name));
}
