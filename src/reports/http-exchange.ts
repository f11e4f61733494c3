import { ALLURE_HTTP_EXCHANGE_SCHEMA_VERSION, type HttpExchange } from 'allure-js-commons';
import { bodyText } from '../recording/body.ts';
import type { Exchange, Header, Response } from '../wire/exchange.ts';

/** Characters of a body that a report shows; the recording has them all. A long list is in many exchanges of many tests. */
const longestBody = 16 * 1024;

/** A redacted exchange in the form that Allure renders: request, response, or what failed. */
export function httpExchange({ request, response, failure, startedAt, duration }: Exchange): HttpExchange {
  const start = Date.parse(startedAt);
  return {
    schemaVersion: ALLURE_HTTP_EXCHANGE_SCHEMA_VERSION,
    request: { method: request.method, url: request.url, headers: request.headers.map(nameAndValue) },
    ...(response ? { response: responseOf(response) } : {}),
    ...(failure ? { error: { name: failure.kind, message: failure.message } } : {}),
    start,
    stop: start + duration,
  };
}

function responseOf(response: Response): NonNullable<HttpExchange['response']> {
  const { status, reason, headers } = response;
  const body = bodyText(response);
  const text = body.error === undefined ? body.text : `(${body.error}${omittedWords(response)})`;
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return {
    status,
    statusText: reason,
    headers: headers.map(nameAndValue),
    body: {
      ...(contentType ? { contentType } : {}),
      encoding: 'utf8',
      value: text.slice(0, longestBody),
      size: response.omitted?.bytes ?? response.body.length,
      truncated: text.length > longestBody,
    },
  };
}

/** What is known of a body that is not kept. */
const omittedWords = ({ omitted }: Response): string =>
  omitted === undefined ? '' : `; not kept: ${omitted.bytes} bytes, SHA-256 ${omitted.sha256}`;

const nameAndValue = ([name, value]: Header): { name: string; value: string } => ({ name, value });
