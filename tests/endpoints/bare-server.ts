import net from 'node:net';

/** Does whatever it does to one request; `head` is all that came of it, which for an unfinished one has no end. */
export type Reaction = (socket: net.Socket, head: string) => void;

/** A running server. */
export interface BareServer {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The heads of all requests that came. */
  readonly heads: readonly string[];
  readonly close: () => Promise<void>;
}

/** How long an unfinished request is waited for, in milliseconds. */
const patience = 150;

/** A server on bare sockets, which can say anything. It hands over each request once its head has come, or stopped. */
export async function serveBare(react: Reaction, greet?: (socket: net.Socket) => void): Promise<BareServer> {
  const sockets = new Set<net.Socket>();
  const heads: string[] = [];
  const server = net.createServer(socket => {
    let head = '';
    let waiting: NodeJS.Timeout | undefined;
    const receive = (chunk: Buffer): void => {
      clearTimeout(waiting);
      head += chunk.toString('latin1');
      if (head.includes('\r\n\r\n')) finish();
      else waiting = setTimeout(finish, patience);
    };
    const finish = (): void => {
      socket.off('data', receive).resume();
      heads.push(head);
      react(socket, head);
    };
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(waiting);
      sockets.delete(socket);
    });
    socket.on('data', receive);
    greet?.(socket);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    heads,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** A response as text: status line, these fields, the body's length, the body. */
export function message(status: string, fields: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries({ ...fields, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' });
  return `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** A response in JSON. */
export const jsonMessage = (status: string, value: unknown): string =>
  message(status, { 'Content-Type': 'application/json' }, JSON.stringify(value));
