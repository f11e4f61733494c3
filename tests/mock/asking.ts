import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { OfferedOperation } from '../../src/mock/operation.ts';
import { type EmbeddedService, startService } from '../../src/mock/service.ts';

/** A backup as these tests imagine one: the service is to answer with it, whatever it is. */
export const EXAMPLE = {
  backup: {
    name: 'as-imagined',
    id: '0d9c8b7a-6f5e-4d3c-8b2a-190817263544',
    links: [
      {
        rel: 'self',
        href: 'https://backup.internal:8776/v2/00aa11bb22cc33dd44ee55ff66778899/backups/0d9c8b7a-6f5e-4d3c-8b2a-190817263544',
      },
      {
        href: 'https://backup.internal:8776/00aa11bb22cc33dd44ee55ff66778899/backups/0d9c8b7a-6f5e-4d3c-8b2a-190817263544',
        rel: 'bookmark',
      },
    ],
    status: 'error',
    fail_reason: 'the disk left',
    'os-backup-project-attr:tenant_id': '00aa11bb22cc33dd44ee55ff66778899',
    description: null,
    created_at: '2024-02-14T08:30:00.000000',
    volume_id: '7e6d5c4b-3a29-4817-9605-f4e3d2c1b0a9',
    is_incremental: false,
    size: 3,
    note: 'größer als gedacht',
  },
};

/** The operation that it is an example of. */
export const SHOW = {
  name: 'show-backup',
  method: 'GET',
  path: '/v3/{project_id}/backups/{backup_id}',
  example: EXAMPLE,
};

/** Two lists of such backups. Each item is as the operation that shows it has it, and the first is that very backup. */
export const LIST = {
  name: 'list-backups',
  method: 'GET',
  path: '/v3/{project_id}/backups',
  example: {
    backups: [{ id: EXAMPLE.backup.id, links: EXAMPLE.backup.links, name: 'as-imagined' }],
    backups_links: [],
  },
};
export const LIST_DETAILS = {
  name: 'list-backups-details',
  method: 'GET',
  path: '/v3/{project_id}/backups/detail',
  example: { backups: [EXAMPLE.backup], count: 1 },
};

/** All three operations on these backups. */
export const OPERATIONS = [SHOW, LIST, LIST_DETAILS];

/** The id of the example's backup. */
export const backupOf = ({ subjects }: EmbeddedService) => subjects[SHOW.name]?.backup_id;

/** The id of the incremental backup beside it. */
export const incrementalBackupOf = ({ incremental }: EmbeddedService) => incremental[SHOW.name]?.backup_id;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the service for one test, and ends it with the test. */
export async function startFor(
  test: { after(end: () => Promise<void>): void },
  operations: readonly OfferedOperation[] = [SHOW],
): Promise<EmbeddedService> {
  const service = await startService({ operations });
  test.after(() => service.close());
  return service;
}

export function pathOf(service: EmbeddedService): string {
  return `/v3/${service.project}/backups/${backupOf(service)}`;
}

/** Sends one request, for the backup with the member's token unless told otherwise. */
export async function ask(service: EmbeddedService, question: Question = {}): Promise<Reply> {
  const { method = 'GET', path = pathOf(service), token = service.tokens.member, headers = {} } = question;
  const sent = request(service.origin, {
    method,
    path,
    headers: { ...headers, ...(token === null ? {} : { 'X-Auth-Token': token }) },
    agent: false,
  }).end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** What a list has, asked for with this query and with version 3.45 unless told otherwise. */
export async function readList(
  service: EmbeddedService,
  query = '',
  { path = LIST_DETAILS.path, version = '3.45', token = service.tokens.member, project = service.project } = {},
): Promise<{ readonly status: number; readonly list: ListBody }> {
  const headers = { 'OpenStack-API-Version': `volume ${version}` };
  const reply = await ask(service, { path: path.replace('{project_id}', project) + query, token, headers });
  return { status: reply.status, list: JSON.parse(reply.body) };
}

/** The ids that a query finds, in order. */
export async function idsIn(service: EmbeddedService, query: string, version = '3.45'): Promise<readonly string[]> {
  return (await readList(service, query, { version })).list.backups.map(({ id }) => id);
}

/** The body of a list of backups. */
export interface ListBody {
  readonly backups: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
  readonly backups_links?: readonly { readonly rel: string; readonly href: string }[];
  readonly count?: number;
}

/** Writes bytes to a new connection and returns all that comes until the service closes it. */
export function sayRaw(service: EmbeddedService, bytes: string): Promise<string> {
  return converse(service, socket => socket.write(bytes));
}

/** The same, saying at once that no more bytes will follow: the service has no reason to keep the connection. */
export function sayLast(service: EmbeddedService, bytes: string | Uint8Array): Promise<string> {
  return converse(service, socket => socket.end(bytes));
}

async function converse({ origin }: EmbeddedService, speak: (socket: Socket) => void): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', chunk => {
    received += chunk;
  });
  // A connection the service closes while bytes are under way may end in a reset; what came before it counts.
  socket.on('error', () => {});
  speak(socket);
  await new Promise(resolve => socket.once('close', resolve));
  return received;
}

/** Takes apart the responses on one connection, and asserts that nothing else came. */
export function readReplies(stream: string): readonly Reply[] {
  const replies: Reply[] = [];
  let rest = Buffer.from(stream);
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    assert.notEqual(end, -1, `no complete header in ${JSON.stringify(rest.toString())}`);
    const [first = '', ...lines] = rest.subarray(0, end).toString().split('\r\n');
    const headers = Object.fromEntries(
      lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const status = Number(/^HTTP\/1\.1 (\d{3}) \S/.exec(first)?.[1]);
    const length = Number(headers['content-length']);
    const body = rest.subarray(end + 4, end + 4 + length).toString();
    replies.push({ status, headers, body });
    rest = rest.subarray(end + 4 + length);
  }
  return replies;
}

/** Asserts that a reply is an OpenStack fault of this name and status, with all that every answer carries. */
export function assertFault(reply: Reply | undefined, name: string, status: number): void {
  assert.ok(reply);
  assert.equal(reply.status, status, reply.body);
  assertOurs(reply);
  const { [name]: fault, ...others } = JSON.parse(reply.body);
  assert.equal(fault?.code, status, reply.body);
  assert.ok(fault.message.length > 0);
  assert.deepEqual(others, {});
}

/** Asserts what holds for every answer: a request id, JSON, nothing about the machinery. */
export function assertOurs({ headers, body }: Reply): void {
  assert.match(
    headers['x-openstack-request-id'] ?? '',
    /^req-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
  assert.equal(headers.server, undefined);
  assert.equal(headers['x-powered-by'], undefined);
  assert.doesNotMatch(body, /node:|\bat .*\.[jt]s:\d/i);
}
