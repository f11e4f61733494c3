import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What the service says to one request. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

/** All header fields of an answer: those of its body, OpenStack's id of the request, and the answer's own. */
export function headersOf(answer: Answer, requestId: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(answer.body)),
    'x-openstack-request-id': requestId,
    // Anyone who sees these answers can tell that no product gave them.
    'x-simulated-by': 'vbs-conformance',
    // Last: every request comes here, and V8 is twenty times slower with an object that begins with a spread.
    ...answer.headers,
  };
}

/** Sends an answer in full. */
export function send(response: ServerResponse, answer: Answer, requestId: string): void {
  response.writeHead(answer.status, headersOf(answer, requestId)).end(answer.body);
}

/**
 * A source of OpenStack request ids: `req-` and a UUID. The last part of the UUID counts, the rest is random once: ids
 * have to differ but need not be secret, and randomness for each request would cost more than the answer.
 */
export function requestIds(): () => string {
  const start = randomUUID().slice(0, -12);
  let count = 0;
  return () => `req-${start}${(count++).toString(16).padStart(12, '0')}`;
}
