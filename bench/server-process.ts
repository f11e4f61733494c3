import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmbedded } from '../src/cli/embedded-service.ts';
import { contract, example } from '../tests/checks/embedded-recording.ts';

/** What the bare server is asked, and answers to every request. */
export interface BareAnswer {
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where a server of this process listens, and the request that it answers with a backup. */
export interface Served {
  readonly port: number;
  readonly request: string;
}

async function serveEmbedded(): Promise<Served> {
  const { origin, project, examples, tokens } = await startEmbedded([{ contract, example }]);
  const backup = examples[`${contract.name}.backup_id`];
  const { host, port } = new URL(origin);
  const target = `/v3/${project}/backups/${backup}`;
  const fields = [`Host: ${host}`, `X-Auth-Token: ${tokens.member}`, 'Accept: application/json'];
  return { port: Number(port), request: `${[`GET ${target} HTTP/1.1`, ...fields].join('\r\n')}\r\n\r\n` };
}

async function serveBare({ request, status, headers, body }: BareAnswer): Promise<Served> {
  // The time is part of the answer: the embedded service's Keep-Alive header has it.
  const server = createServer({ keepAliveTimeout: 60_000 }, (_, response) => {
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, request };
}

// A server of its own process: started as the first message says, ended when the process that measures it has ended.
process.once('disconnect', () => process.exit());
process.once('message', async (answer: BareAnswer | 'embedded') => {
  process.send?.(answer === 'embedded' ? await serveEmbedded() : await serveBare(answer));
});
