import type { Exchange, Header, Response } from '../../src/wire/exchange.ts';

/** A response with this body, 200 unless told otherwise. */
export function responseOf(body: string | Uint8Array, headers: readonly Header[] = [], status = 200): Response {
  return { status, reason: 'OK', headers, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** An exchange of nothing much, changed as a test needs it. */
export function exchangeOf(change: Partial<Exchange> = {}): Exchange {
  return {
    name: 'show',
    request: { method: 'GET', url: 'https://vbs.test/v3', headers: [['Accept', 'application/json']] },
    response: responseOf('{}'),
    failure: undefined,
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 12,
    reflected: [],
    ...change,
  };
}
