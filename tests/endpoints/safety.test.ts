import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageRoot, userAgent } from '../../src/cli/package-root.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { onlyShow } from '../cli/command.ts';
import { jsonMessage } from './bare-server.ts';
import { checkAgainst, type EndpointRun, runAgainst } from './endpoint-run.ts';
import { leaksIn } from './leaks.ts';
import { replay, tokens } from './replaying-server.ts';

const conforming = await recordEmbedded();

/** What a service heard on its connections, byte for byte, and what the run logged. */
interface Overheard {
  readonly origin: string;
  readonly connections: readonly string[];
  readonly log: string;
  readonly run: EndpointRun;
}

/** Runs everything there is, opt-in probes too, against a service that lists its backup and keeps every byte it hears. */
async function overhear(verb: string): Promise<Overheard> {
  const connections: string[] = [];
  const server = await replay(
    conforming,
    (_, socket, __, head) => {
      if (!head.includes('/backups/detail?')) return false;
      socket.end(
        jsonMessage('200 OK', {
          backups: [{ id: conforming.operations[0]?.parameters.backup_id, status: 'available' }],
        }),
      );
      return true;
    },
    socket => {
      const index = connections.push('') - 1;
      socket.on('data', chunk => {
        connections[index] += chunk.toString('latin1');
      });
    },
  );
  try {
    const { VBS_BACKUP_ID: _, ...env } = server.env;
    const args = [verb, ...onlyShow, '--with', 'status/501/transfer-encoding'];
    const patient = { ...env, VBS_TIMEOUT: '5' };
    const run = await (verb === 'check' ? checkAgainst(patient, args) : runAgainst(args, patient));
    assert.equal(run.status, 0, run.stdout + run.stderr);
    const log = run.files.get('reports/requests.log')?.toString('utf8') ?? '';
    return { origin: server.origin, connections: connections.filter(bytes => bytes !== ''), log, run };
  } finally {
    await server.close();
  }
}

const headOf = (bytes: string): string => bytes.split('\r\n\r\n')[0] ?? '';
const methodOf = (bytes: string): string => bytes.slice(0, bytes.indexOf(' '));
const afterHead = (bytes: string): string => bytes.slice(headOf(bytes).length).replace(/^\r\n\r\n/, '');

/** Method and URL of a request, as the log has them. */
function lineOf(bytes: string, origin: string): string {
  const [method = '', target = ''] = bytes.split(' ', 2);
  return `${method} ${target.startsWith('http') ? target : `${origin}${target}`}`;
}

for (const verb of ['check', 'run']) {
  test(`${verb}: nothing is sent that could change anything, everything that is sent is in the log, and no secret is left`, async () => {
    const { origin, connections, log, run } = await overhear(verb);
    assert.match(run.stdout, /^statuses {6}10 of 15 earned/m);
    assert.deepEqual(leaksIn(run), []);
    assert.ok(connections.length > 20 && connections.length <= 60, `${connections.length} requests`);
    const methods = connections.map(methodOf);
    assert.deepEqual([...new Set(methods)].sort(), ['CONFORM', 'GET', 'PATCH', 'TRACE']);
    for (const one of ['CONFORM', 'PATCH', 'TRACE']) assert.equal(methods.filter(method => method === one).length, 1);

    for (const bytes of connections) {
      const head = headOf(bytes);
      assert.equal(bytes.match(/ HTTP\/1\.1\r\n/g)?.length, 1, 'one request on a connection');
      assert.match(head, new RegExp(`^User-Agent: ${userAgent(packageRoot())}\\r?$`, 'im'));
      const isCoded = /^Transfer-Encoding: gzip, chunked\r?$/im.test(head);
      // The last chunk, which ends a body of no bytes.
      assert.equal(afterHead(bytes), isCoded ? '0\r\n\r\n' : '', head);
      assert.doesNotMatch(head, /^(?:Content-Length: *[^0\s]|Content-Type|Cookie|Expect|Authorization)/im);
      if (isCoded) assert.equal(methodOf(bytes), 'GET');
      if (/^(?:TRACE|GET http)|X-Unfinished/.test(head)) assert.doesNotMatch(head, /X-Auth-Token|Proxy-Authorization/i);
    }

    const lines = log.trimEnd().split('\n');
    const logged = lines.map(line => line.split('  ')[2] ?? '');
    assert.deepEqual(logged.sort(), connections.map(bytes => lineOf(bytes, origin)).sort());
    assert.match(lines[0] ?? '', / {2}show-backup\/list {2}GET .*\/backups\/detail\?status=available/);
    assert.match(lines.at(-1) ?? '', / {2}show-backup\/show-again {2}GET /);
    for (const line of lines) assert.match(line, /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}\S+ {2}\S+ \S+ {2}.+ {2}\d+ ms$/);
    assert.ok(connections.some(bytes => bytes.includes(tokens.own)));
  });
}
