import { isUtf8 } from 'node:buffer';
import { jsonSafe } from '../text/terminal-safe.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import { inTodaysFormat } from './earlier-formats.ts';
import type { Recording } from './recording.ts';

/** The recording as a file's text: JSON, bodies as text where that is plain UTF-8, else as base64. */
export const writeRecording = (recording: Recording): string => [...recordingParts(recording)].join('');

/** The same piece by piece: otherwise, large answers would be in memory three times. The pages stand behind the answers. */
export function* recordingParts({ exchanges, judgedWith, ...rest }: Recording): Generator<string> {
  yield `${jsonText(rest).slice(0, -2)},\n  "exchanges": [`;
  for (const [index, { response, ...asked }] of exchanges.entries()) {
    const answered = response ? { response: { ...response, body: written(response.body) } } : {};
    yield index === 0 ? '\n' : ',\n';
    yield jsonText({ ...asked, ...answered });
  }
  yield judgedWith === undefined ? '\n]}\n' : `\n],\n${jsonText({ judgedWith }).slice(2)}\n`;
}

/** JSON that is safe to show in a terminal. */
const jsonText = (value: object): string => jsonSafe(JSON.stringify(value, null, 2));

/** Reads a recording of any format that this suite ever wrote. @throws Error when the text is none of these. */
export const parseRecording = (text: string): Recording =>
  recordingFrom(inTodaysFormat(JSON.parse(text)) as unknown as WrittenRecording);

/** The recording that stands in a file. */
export const recordingFrom = ({ exchanges, ...rest }: WrittenRecording): Recording => ({
  ...rest,
  exchanges: exchanges.map(parseExchange),
});

/** A recording as `recording.schema.json` describes it. */
export type WrittenRecording = Omit<Recording, 'exchanges'> & { readonly exchanges: readonly WrittenExchange[] };

type WrittenBody = { readonly text: string } | { readonly base64: string };
type WrittenExchange = Omit<Exchange, 'response' | 'failure'> & {
  readonly response?: Omit<Response, 'body'> & { readonly body: WrittenBody };
  readonly failure?: Exchange['failure'];
};

/** Control characters take six bytes each in JSON: some are shown, but a hostile body may consist of nothing else. */
const mostControls = 1000;

function written(body: Uint8Array): WrittenBody {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = isUtf8(body) ? buffer.toString('utf8') : undefined;
  const isPlain = text !== undefined && !hasMoreControls(text, Math.max(mostControls, body.length / 16));
  return isPlain ? { text } : { base64: buffer.toString('base64') };
}

/** Stops counting as soon as there are more. */
function hasMoreControls(text: string, most: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

function parseExchange({ response, failure, ...rest }: WrittenExchange): Exchange {
  return { ...rest, failure, response: response && { ...response, body: parseBody(response.body) } };
}

const parseBody = (body: WrittenBody): Uint8Array =>
  'text' in body ? Buffer.from(body.text, 'utf8') : Buffer.from(body.base64, 'base64');
