import { isUtf8 } from 'node:buffer';
import { operationName } from '../contract/contract.ts';
import { jsonSafe } from '../text/terminal-safe.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { RecordedTarget, Recording } from './recording.ts';
import { identityName } from './sent-request.ts';

/** The recording as a file's text: JSON, bodies as text where that is plain UTF-8, else as base64. */
export const writeRecording = (recording: Recording): string => [...recordingParts(recording)].join('');

/** The same piece by piece: otherwise, large answers would be in memory three times. */
export function* recordingParts({ exchanges, ...rest }: Recording): Generator<string> {
  yield `${jsonText(rest).slice(0, -2)},\n  "exchanges": [`;
  for (const [index, { response, ...asked }] of exchanges.entries()) {
    const answered = response ? { response: { ...response, body: written(response.body) } } : {};
    yield index === 0 ? '\n' : ',\n';
    yield jsonText({ ...asked, ...answered });
  }
  yield '\n]}\n';
}

/** JSON that is safe to show in a terminal. */
const jsonText = (value: object): string => jsonSafe(JSON.stringify(value, null, 2));

/** Reads a recording of any format that this suite ever wrote. @throws Error when the text is none of these. */
export function parseRecording(text: string): Recording {
  const raw = JSON.parse(text) as WrittenRecording | FirstFormat;
  if (!Array.isArray(raw?.exchanges)) throw new Error('The file is not a recording: it has no list of exchanges.');
  if ('format' in raw && raw.format !== 2) {
    throw new Error(`The recording has format ${String(raw.format)}, which a later version of this suite wrote.`);
  }
  const { exchanges, ...rest } = 'format' in raw ? raw : fromFirstFormat(raw);
  return { ...rest, exchanges: exchanges.map(parseExchange) };
}

type WrittenRecording = Omit<Recording, 'exchanges'> & { readonly exchanges: readonly WrittenExchange[] };

/** What was written until recordings carried a format: one operation, and its backup as part of the target. */
type FirstFormat = Omit<WrittenRecording, 'format' | 'operations' | 'target'> & {
  readonly page: string;
  readonly target: RecordedTarget & { readonly backup: string };
};

function fromFirstFormat({ page, target, exchanges, unsent, requests, ...rest }: FirstFormat): WrittenRecording {
  const { backup, ...others } = target;
  const name = operationName(page);
  const named = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: `${name}/${one.name}` });
  return {
    format: 2,
    ...rest,
    target: others,
    operations: [{ page, name, parameters: { project_id: target.project, backup_id: backup } }],
    exchanges: exchanges.map(named),
    unsent: unsent.map(named),
    requests: requests.map(one => (one.name === identityName ? one : named(one))),
  };
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
