import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Served } from './server-process.ts';

/** Enough that a server is never out of work while one answer is on its way. */
const connections = 16;

/** Keep-alive connections to one server, each of which asks again as soon as it is answered. */
export interface Load {
  readonly request: string;
  /** The answer, as it came. */
  readonly answer: string;
  /** Asks for so many milliseconds. Resolves with the answers in a millisecond. */
  readonly rate: (milliseconds: number) => Promise<number>;
  readonly close: () => void;
}

/**
 * Connects to a server on this machine that answers this request with as many bytes each time: counting them is all
 * that this does, for a client that reads HTTP costs more than a server, and would be what is measured.
 */
export async function openLoad({ port, request }: Served): Promise<Load> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  // All ask at once: the embedded service soon gives a connection up on which nothing was ever asked.
  const [answer = ''] = await Promise.all(sockets.map(socket => ask(socket, request)));
  return {
    request,
    answer,
    rate: async milliseconds => {
      const start = performance.now();
      const counts = await Promise.all(
        sockets.map(socket => askRepeatedly(socket, request, answer.length, start + milliseconds)),
      );
      return counts.reduce((sum, count) => sum + count, 0) / (performance.now() - start);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Asks once, and takes the answer's length from its Content-Length. */
async function ask(socket: Socket, request: string): Promise<string> {
  socket.write(request);
  let answer = '';
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    answer += chunk.toString('latin1');
    const [head, length] = /^.*?content-length: (\d+).*?\r\n\r\n/is.exec(answer) ?? [];
    if (head && answer.length >= head.length + Number(length)) return answer;
  }
}

/** Resolves with the number of answers until `end`; rejects when the connection ends, or the answers are longer. */
function askRepeatedly(socket: Socket, request: string, length: number, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let answers = 0;
    const fail = (): void => reject(new Error('The server ended a connection, or its answers differ in length.'));
    const receive = (chunk: Buffer): void => {
      received += chunk.length;
      if (received > length) fail();
      if (received !== length) return;
      received = 0;
      answers += 1;
      if (performance.now() < end) {
        socket.write(request);
        return;
      }
      socket.off('data', receive).off('close', fail);
      resolve(answers);
    };
    socket.on('data', receive).on('close', fail);
    socket.write(request);
  });
}
