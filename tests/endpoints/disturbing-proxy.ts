import net from 'node:net';
import { message } from './bare-server.ts';

/**
 * What becomes of a request instead of being passed on as it is: an answer, a reset, a wait of so many milliseconds, or another
 * head.
 */
export type Disturbance = { readonly answer: string } | 'reset' | { readonly wait: number } | { readonly head: string };

/** Decides by a request's head, by how many came before it, and by the milliseconds since the first. */
export type Disturbing = (head: string, before: number, milliseconds: number) => Disturbance | undefined;

/** A front before a service that disturbs some requests, and passes the others on byte for byte. */
export interface DisturbingProxy {
  readonly origin: string;
  /** The heads of all requests that came. */
  readonly heads: readonly string[];
  readonly close: () => Promise<void>;
}

/** An answer of a front that cannot reach the service. */
export const unavailable = (status = 503): Disturbance => ({
  answer: message(`${status} Unavailable`, { 'Content-Type': 'text/html' }, '<html>Try again.</html>'),
});

/** Begins to listen before a service. The service's own origin is spelled as the proxy's, so that links lead through it. */
export async function startDisturbingProxy(serviceOrigin: string, disturbing: Disturbing): Promise<DisturbingProxy> {
  const { port, hostname } = new URL(serviceOrigin);
  const sockets = new Set<net.Socket>();
  const heads: string[] = [];
  let begun: number | undefined;
  const keep = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const passOn = (client: net.Socket, first: Buffer): void => {
    if (client.destroyed) return;
    const service = net.connect({ port: Number(port), host: hostname });
    keep(service);
    const answered: Buffer[] = [];
    service.write(first);
    client.on('data', chunk => service.write(chunk));
    client.on('close', () => service.destroy());
    service.on('data', chunk => answered.push(chunk));
    service.on('close', () => {
      const text = Buffer.concat(answered).toString('latin1').replaceAll(serviceOrigin, origin());
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      const length = `Content-Length: ${Buffer.byteLength(body, 'latin1')}`;
      client.end(text === '' ? '' : `${head.replace(/^content-length:.*$/im, length)}\r\n\r\n${body}`, 'latin1');
    });
  };
  const server = net.createServer(client => {
    keep(client);
    client.once('data', (first: Buffer) => {
      begun ??= performance.now();
      const head = first.toString('latin1');
      const disturbance = disturbing(head, heads.push(head) - 1, performance.now() - begun);
      if (disturbance === undefined) passOn(client, first);
      else if (disturbance === 'reset') client.resetAndDestroy();
      else if ('answer' in disturbance) client.end(disturbance.answer);
      else if ('head' in disturbance) passOn(client, Buffer.from(disturbance.head, 'latin1'));
      else setTimeout(() => passOn(client, first), disturbance.wait);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = (): string => `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  return {
    origin: origin(),
    heads,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
