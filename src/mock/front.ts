import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, isIPv6, type Socket } from 'node:net';
import { type Answer, requestIds, send } from './answers.ts';
import { fault } from './faults.ts';
import { answerToUnreadable, closeWith, type Unreadable } from './raw-answers.ts';

/** How long a request may take to arrive in full, in milliseconds. Short, because runs wait for the 408. */
const ARRIVAL_LIMIT_MS = 300;

/** How long a connection may be idle: longer than a run pauses, so that none is closed just when it is used again. */
const REST_LIMIT_MS = 60_000;

/** The HTTP server in front of the routes. It listens at once, and answers requests after `serve`. */
export interface Front {
  /** Scheme, host and port, as in `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Answers well-formed requests by `respond`, after their bodies were read and dropped. */
  readonly serve: (respond: (request: IncomingMessage) => Answer) => void;
  /** Closes the server and all sockets, also those that Node no longer counts as HTTP connections. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on `host`. What is wrong with the HTTP message itself is answered here: a message that does not end, cannot be
 * read, or is meant for a proxy.
 */
export async function openFront(host: string, port: number): Promise<Front> {
  const nextRequestId = requestIds();
  const server = createServer({
    headersTimeout: ARRIVAL_LIMIT_MS,
    requestTimeout: ARRIVAL_LIMIT_MS,
    connectionsCheckingInterval: ARRIVAL_LIMIT_MS / 6,
    keepAliveTimeout: REST_LIMIT_MS,
    // Node would refuse a missing Host without a body; refuseMessage sends one.
    requireHostHeader: false,
  });
  server.on('connect', (request, socket: Socket) => {
    socket.on('error', () => socket.destroy()).resume();
    closeWith(socket, refuseProxying(request), nextRequestId());
  });
  server.on('clientError', (error: Unreadable, socket: Socket) => {
    const written = socket.bytesWritten;
    // One turn later the responses to earlier requests are written. And where this process itself was held up, a request
    // that seemed not to end has been read and answered by then: its connection stays open.
    setImmediate(() => {
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesWritten > written) return;
      closeWith(socket, answerToUnreadable(error), nextRequestId());
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  server.listen(port, host);
  await once(server, 'listening');

  return {
    origin: originOf(host, server.address() as AddressInfo),
    serve: respond => {
      const receive: RequestListener = (request, response) => {
        const answer = () => send(response, refuseMessage(request) ?? respond(request), nextRequestId());
        if (!declaresBody(request)) return answer();
        request.once('end', answer).resume();
      };
      server.on('request', receive);
      // An expectation that is not understood may be ignored (RFC 9110, section 10.1.1); Node would answer by itself.
      server.on('checkExpectation', receive);
    },
    close: async () => {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function refuseMessage(request: IncomingMessage): Answer | undefined {
  // Absolute form is for proxies (RFC 9112, section 3.2.2), even with this service's own origin.
  if (!request.url?.startsWith('/') && request.url !== '*') return refuseProxying(request);
  if (request.httpVersionMajor !== 1) return fault(400, 'This service speaks HTTP/1.1 only.');
  if (request.headers.host === undefined && request.httpVersion === '1.1') {
    return fault(400, 'The request has no Host header.');
  }
  const coding = request.headers['transfer-encoding'];
  if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked') {
    return fault(501, 'This service knows only the transfer coding chunked.');
  }
  return undefined;
}

function refuseProxying(request: IncomingMessage): Answer {
  return request.headers['proxy-authorization'] === undefined
    ? fault(407, 'This proxy requires credentials.', { 'Proxy-Authenticate': 'Basic realm="embedded proxy"' })
    : fault(502, 'This proxy does not forward requests.');
}

function declaresBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function originOf(host: string, { port }: AddressInfo): string {
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
