import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import type { Certificate } from '../../wire/certificate.ts';

/** A request as a server of a test saw it. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A server on loopback for one test. */
export interface Listening {
  readonly origin: string;
  /** What it was asked so far. */
  readonly seen: readonly Seen[];
}

/** Answers one request. */
export type Reply = (response: http.ServerResponse, request: http.IncomingMessage) => void;

/** Starts a server for one test, with TLS if it has a certificate. It reads each request, then replies. */
export async function listen(t: TestContext, reply: Reply, certificate?: Certificate): Promise<Listening> {
  const seen: Seen[] = [];
  const listener: http.RequestListener = (request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += String(chunk);
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body });
      reply(response, request);
    });
  };
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
  return { origin: await started(t, server, certificate ? 'https' : 'http'), seen };
}

/** Replies with this status, these header fields, and a body: JSON unless it is a text. */
export const replying =
  (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Reply =>
  response => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Starts a forward proxy for one test that leads every tunnel to this port; `seen` has its CONNECT requests. */
export async function tunnelTo(t: TestContext, port: number): Promise<Listening> {
  const seen: Seen[] = [];
  const server = http.createServer();
  server.on('connect', ({ method, url, headers }, client: Socket, head: Buffer) => {
    seen.push({ method, url, headers, body: head.toString() });
    const upstream = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  return { origin: await started(t, server, 'http'), seen };
}

async function started(t: TestContext, server: http.Server | https.Server, scheme: string): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    // Tunnels as well, which are no connections of the server's any more.
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
