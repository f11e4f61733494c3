import { isUtf8 } from 'node:buffer';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';

/** The recording as a file's text: JSON, bodies as text where that is plain UTF-8, else as base64. */
export const writeRecording = (recording: Recording): string => [...recordingParts(recording)].join('');

/** The same piece by piece: together, large answers would stand in memory three times over. */
export function* recordingParts({ exchanges, ...rest }: Recording): Generator<string> {
  yield `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "exchanges": [`;
  for (const [index, { response, ...asked }] of exchanges.entries()) {
    const answered = response ? { response: { ...response, body: written(response.body) } } : {};
    yield index === 0 ? '\n' : ',\n';
    yield JSON.stringify({ ...asked, ...answered }, null, 2);
  }
  yield '\n]}\n';
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

/** Control characters take six bytes each in JSON: some are shown, but a hostile body may consist of nothing else. */
const mostControls = 1000;

function written(body: Uint8Array): WrittenBody {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isPlain = isUtf8(body) && body.filter(byte => byte < 0x20).length <= Math.max(mostControls, body.length / 16);
  return isPlain ? { text: buffer.toString('utf8') } : { base64: buffer.toString('base64') };
}

function parseExchange({ response, failure, ...rest }: WrittenExchange): Exchange {
  return { ...rest, failure, response: response && { ...response, body: parseBody(response.body) } };
}

const parseBody = (body: WrittenBody): Uint8Array =>
  'text' in body ? Buffer.from(body.text, 'utf8') : Buffer.from(body.base64, 'base64');
