import { bodyText } from '../recording/body.ts';
import { curlCommand } from '../recording/curl.ts';
import type { Exchange, Header, Response } from '../wire/exchange.ts';

/** An exchange as a matrix shows it: bounded texts. The recording has all of it. */
export interface ShownExchange {
  readonly request: string;
  readonly response: string;
  /** The command that repeats it. */
  readonly repeat: string;
}

/** Characters of a body, of a line, and header fields, that are shown. */
const most = { body: 2000, line: 400, fields: 30 } as const;

/** Bounds an exchange, which is redacted already. */
export function shownExchange(exchange: Exchange): ShownExchange {
  const { request, response, failure } = exchange;
  const { method, url, headers, note } = request;
  const remarks = note === undefined ? [] : [`(${note})`];
  return {
    request: [cut(`${method} ${url}`, most.line), ...fieldLines(headers), ...remarks].join('\n'),
    response: [
      ...(response ? [responseText(response)] : []),
      ...(failure ? [`No complete answer: ${cut(failure.message, most.line)}`] : []),
    ].join('\n\n'),
    repeat: cut(curlCommand(exchange), most.body),
  };
}

function responseText(response: Response): string {
  const { status, reason, headers } = response;
  const body = bodyText(response);
  const text = body.error === undefined ? cut(body.text, most.body) : `(${body.error})`;
  return [`${status} ${reason}`.trim(), ...fieldLines(headers), ...(text === '' ? [] : ['', text])].join('\n');
}

function fieldLines(headers: readonly Header[]): string[] {
  const rest = headers.length - most.fields;
  const shown = headers.slice(0, most.fields).map(([name, value]) => cut(`${name}: ${value}`, most.line));
  return rest > 0 ? [...shown, `(and ${rest} more header fields)`] : shown;
}

/** The beginning of a text, and how much it lacks. */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)} … (${text.length - longest} more characters)` : text;
