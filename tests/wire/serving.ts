import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A tiny server of bytes: what it says and when is each test's own. */
export interface Endpoint {
  readonly origin: string;
  readonly port: number;
  /** What each connection has sent so far, in the order the connections came. */
  readonly heard: string[];
  /** Resolves when every connection so far is closed on both sides. */
  readonly quiet: () => Promise<void>;
}

/** Listens on loopback for one test and closes with it. */
export async function serve(t: TestContext, speak: (socket: Socket, heard: () => string) => void): Promise<Endpoint> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    const index = heard.push('') - 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', chunk => {
      heard[index] += chunk.toString('latin1');
    });
    speak(socket, () => heard[index] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => close(server, sockets));
  const { port } = server.address() as AddressInfo;
  const quiet = async (): Promise<void> => {
    await Promise.all([...sockets].map(socket => new Promise(resolve => socket.once('close', resolve))));
  };
  return { origin: `http://127.0.0.1:${port}`, port, heard, quiet };
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  if (server.listening) await new Promise(resolve => server.close(resolve));
}

/** Answers every connection, once its request's head is complete, with these bytes, and closes it. */
export function answering(...parts: readonly (string | Uint8Array)[]): (socket: Socket, heard: () => string) => void {
  return onceAsked(socket => {
    for (const part of parts) socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
    socket.end();
  });
}

/** Calls `reply` when a connection's first head is complete. */
export function onceAsked(reply: (socket: Socket) => void): (socket: Socket, heard: () => string) => void {
  return (socket, heard) => {
    const listen = (): void => {
      if (!heard().includes('\r\n\r\n')) return;
      socket.off('data', listen);
      reply(socket);
    };
    socket.on('data', listen);
  };
}

/** A port of loopback that nobody listens on: taken, and given back. */
export async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
