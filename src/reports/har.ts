import { isUtf8 } from 'node:buffer';
import { evidenceOn } from '../checks/statuses.ts';
import type { Evidence } from '../probes/way.ts';
import { ways } from '../probes/ways.ts';
import { answeredBy } from '../recording/answered-by.ts';
import { decodedBody } from '../recording/body.ts';
import type { Recording } from '../recording/recording.ts';
import { requestName } from '../recording/tries.ts';
import { jsonSafe } from '../text/terminal-safe.ts';
import { type Exchange, type Header, header, type Response } from '../wire/exchange.ts';

/**
 * The exchanges of a recording as an HTTP Archive (HAR 1.2), piece by piece, for tools that show such files. It has fewer
 * facts than the recording, which stays the original. Members that begin with `_` are ours: `_probe` is the exchange's name,
 * `_evidence` what kind of evidence its answer is, `_answeredBy` who gave it, `_error` why there is no whole answer.
 */
export function* harParts({ suite, target, exchanges }: Recording): Generator<string> {
  const [name = '', version = ''] = suite.split(' ');
  yield `{"log": {"version": "1.2", "creator": ${jsonSafe(JSON.stringify({ name, version }))}, "entries": [`;
  for (const [index, exchange] of exchanges.entries()) {
    yield `${index === 0 ? '' : ','}\n${jsonSafe(JSON.stringify(entryOf(exchange, target.simulated)))}`;
  }
  yield '\n]}}\n';
}

function entryOf(exchange: Exchange, isSimulated: boolean) {
  const { name, request, response, failure, startedAt, duration } = exchange;
  return {
    startedDateTime: startedAt,
    time: duration,
    request: requestOf(request),
    response: response ? responseOf(response) : noResponse,
    cache: {},
    // Only the time of the whole exchange is known.
    timings: { send: 0, wait: duration, receive: 0 },
    _probe: name,
    _evidence: evidenceOn(isSimulated, evidenceOf(name)),
    ...(response ? { _answeredBy: answeredBy(response) } : {}),
    ...(failure ? { _error: failure.message } : {}),
  };
}

/** The kind of evidence that an exchange is; plain reads, and whatever follows from them, are observed. */
function evidenceOf(name: string): Evidence {
  const below = requestName(name).split('/').slice(1).join('/');
  return ways.find(way => way.name === below)?.evidence ?? 'observed';
}

function requestOf({ method, url, headers, note, sentTo, unfinished }: Exchange['request']) {
  const remarks = [
    ...(note === undefined ? [] : [note]),
    ...(sentTo === undefined ? [] : [`sent to ${sentTo}`]),
    ...(unfinished ? ['its header section never ended'] : []),
  ];
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers),
    queryString: Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value })),
    headersSize: unknownSize,
    bodySize: 0,
    ...(remarks.length > 0 ? { comment: remarks.join('; ') } : {}),
  };
}

function responseOf(response: Response) {
  return {
    status: response.status,
    statusText: response.reason,
    httpVersion: 'HTTP/1.1',
    // Their values are secrets, and are not kept.
    cookies: [],
    headers: headersOf(response.headers),
    content: contentOf(response),
    redirectURL: header(response, 'location') ?? '',
    headersSize: unknownSize,
    bodySize: response.omitted?.bytes ?? response.body.length,
  };
}

/** The body without its content coding; base64 where that is no text. */
function contentOf(response: Response) {
  const mimeType = header(response, 'content-type') ?? '';
  const decoded = decodedBody(response);
  if (response.omitted) return { size: response.omitted.bytes, mimeType, comment: `not kept: ${response.omitted.why}` };
  const kept = Buffer.from(decoded.error === undefined ? decoded.bytes : response.body);
  const isText = decoded.error === undefined && isUtf8(kept);
  return {
    size: kept.length,
    mimeType,
    ...(isText ? { text: kept.toString('utf8') } : { text: kept.toString('base64'), encoding: 'base64' }),
    ...(decoded.error === undefined ? {} : { comment: `as it came: ${decoded.error}` }),
  };
}

/** As other writers of such files show that there was none. */
const noResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};

/** What HAR has for a size that is not known. */
const unknownSize = -1;

const headersOf = (headers: readonly Header[]) => headers.map(([name, value]) => ({ name, value }));
