import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { atLeast, type Figure } from './figure.ts';
import { type Load, openLoad } from './load.ts';
import { ratioOf } from './ratio.ts';
import type { BareAnswer, Served } from './server-process.ts';

/** Short rounds: what else the machine does then meets both servers alike. */
const roundMilliseconds = 60;

/** Which part of the requests a second that Node's HTTP server can answer are left when a service is behind it. */
export async function* service(): AsyncGenerator<Figure> {
  const servers: ChildProcess[] = [];
  const loads: Load[] = [];
  const load = async (start: BareAnswer | 'embedded'): Promise<Load> => {
    const server = fork(path.join(import.meta.dirname, 'server-process.js'));
    servers.push(server);
    server.send(start);
    const [served] = (await once(server, 'message')) as [Served];
    const opened = await openLoad(served);
    loads.push(opened);
    return opened;
  };
  try {
    const embedded = await load('embedded');
    const bare = await load(bareAnswer(embedded));
    if (bare.answer.length !== embedded.answer.length)
      throw new Error('The bare server does not answer the same bytes.');
    const ratio = await ratioOf(
      () => embedded.rate(roundMilliseconds),
      () => bare.rate(roundMilliseconds),
      { pairs: 150, seconds: 25 },
    );
    const what = "the service's requests a second";
    yield { what, against: "node:http's with the same answer", ratio, aim: atLeast(0.7) };
  } finally {
    for (const one of loads) one.close();
    for (const one of servers) one.disconnect();
  }
}

/** An answer taken apart, without the header fields that Node adds by itself. */
function bareAnswer({ request, answer }: Load): BareAnswer {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const [start = '', ...fields] = head.split('\r\n');
  const pairs = fields.map(field => field.split(/: (.*)/s, 2) as [string, string]);
  const ownPairs = pairs.filter(([name]) => !/^(date|connection|keep-alive)$/i.test(name));
  return { request, status: Number(start.split(' ')[1]), headers: Object.fromEntries(ownPairs), body };
}
