import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { header, type Response } from '../wire/exchange.ts';

/** Bytes that a body may have once its content coding is undone. */
export const maxDecodedBytes = 10 * 1024 * 1024;

/** A body as text, or why it is none. */
export type BodyText = { readonly text: string; readonly error?: undefined } | { readonly error: string };

/** Undoes the content coding (RFC 9110, section 8.4) within bounds and reads UTF-8 strictly (RFC 8259, section 8.1). */
export function bodyText(response: Response): BodyText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decoded(response)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { error: 'it is not valid UTF-8' };
    if (code === 'ERR_BUFFER_TOO_LARGE') return { error: `it decodes to more than ${maxDecodedBytes} bytes` };
    return { error: `its content coding cannot be undone (${String(code)})` };
  }
}

function decoded(response: Response): Uint8Array {
  const coding = header(response, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  const bounds = { maxOutputLength: maxDecodedBytes };
  if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(response.body, bounds);
  if (coding === 'deflate') return inflateSync(response.body, bounds);
  if (coding === 'br') return brotliDecompressSync(response.body, bounds);
  return response.body;
}
