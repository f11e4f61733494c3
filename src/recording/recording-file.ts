import { isUtf8 } from 'node:buffer';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';

/** The recording as a file's text: JSON, bodies as text where they are UTF-8, else as base64. */
export function writeRecording(recording: Recording): string {
  const exchanges = recording.exchanges.map(({ response, ...rest }) => ({
    ...rest,
    ...(response ? { response: { ...response, body: written(response.body) } } : {}),
  }));
  return `${JSON.stringify({ ...recording, exchanges }, null, 2)}\n`;
}

/** @throws Error when the text is not a recording that this suite wrote. */
export function parseRecording(text: string): Recording {
  const raw = JSON.parse(text) as Omit<Recording, 'exchanges'> & { readonly exchanges: readonly WrittenExchange[] };
  if (!Array.isArray(raw?.exchanges)) throw new Error('The file is no recording: it has no list of exchanges.');
  return { ...raw, exchanges: raw.exchanges.map(parseExchange) };
}

type WrittenBody = { readonly text: string } | { readonly base64: string };
type WrittenExchange = Omit<Exchange, 'response' | 'failure'> & {
  readonly response?: Omit<Response, 'body'> & { readonly body: WrittenBody };
  readonly failure?: Exchange['failure'];
};

function written(body: Uint8Array): WrittenBody {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isUtf8(body) ? { text: buffer.toString('utf8') } : { base64: buffer.toString('base64') };
}

function parseExchange({ response, failure, ...rest }: WrittenExchange): Exchange {
  return { ...rest, failure, response: response && { ...response, body: parseBody(response.body) } };
}

const parseBody = (body: WrittenBody): Uint8Array =>
  'text' in body ? Buffer.from(body.text, 'utf8') : Buffer.from(body.base64, 'base64');
