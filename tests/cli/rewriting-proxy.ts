import net from 'node:net';

/** What came from the service, split at the end of its header section. */
export interface Answer {
  readonly head: string;
  readonly body: string;
}

/** Gets the request's head and the service's answer, returns the answer to pass on. */
export type Rewrite = (requestHead: string, answer: Answer) => Answer;

/** A proxy between the suite and a service; `close` ends it with all its connections. */
export interface RewritingProxy {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Passes bytes on as they come, in both directions, and rewrites each answer once the service has ended it. It knows no
 * HTTP beyond the empty line, so that invented methods, absolute forms and unfinished requests pass through it too.
 * The service's own origin is spelled as the proxy's, so that links lead through it.
 */
export async function startRewritingProxy(serviceOrigin: string, rewrite: Rewrite): Promise<RewritingProxy> {
  const { port, hostname } = new URL(serviceOrigin);
  const sockets = new Set<net.Socket>();
  const server = net.createServer(client => {
    const service = net.connect({ port: Number(port), host: hostname });
    const asked: Buffer[] = [];
    const answered: Buffer[] = [];
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', chunk => {
      asked.push(chunk);
      service.write(chunk);
    });
    client.on('close', () => service.destroy());
    service.on('data', chunk => answered.push(chunk));
    service.on('close', () => {
      const text = Buffer.concat(answered).toString('utf8').replaceAll(serviceOrigin, origin());
      client.end(text === '' ? text : joined(rewrite(Buffer.concat(asked).toString('latin1'), split(text))));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = (): string => `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  return {
    origin: origin(),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function split(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  return { head: text.slice(0, end), body: text.slice(end + 4) };
}

/** The length is made to fit again; a rewritten answer is otherwise as well-formed as the service's. */
function joined({ head, body }: Answer): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return `${head.replace(/^content-length:.*$/im, length)}\r\n\r\n${body}`;
}

/** The same answer with another status. */
export function withStatus(status: number): (answer: Answer) => Answer {
  return ({ head, body }) => ({ head: head.replace(/^HTTP\/1\.1 \d{3}/, `HTTP/1.1 ${status}`), body });
}
