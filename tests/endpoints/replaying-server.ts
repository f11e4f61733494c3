import type net from 'node:net';
import { decodedBody, encodedBody } from '../../src/recording/body.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { type BareServer, jsonMessage, serveBare } from './bare-server.ts';

/** The tokens that the server takes for the recording's; with characters that are spelled otherwise in a URL. */
export const tokens = {
  own: 'own+token/of=the~tests',
  other: 'other+token/of=the~tests',
  noRole: 'norole+token/of=the~tests',
} as const;

/** What else must never be written down; the last two are in the environment of many who run this, for other tools. */
const passwords = {
  proxy: 'proxy+password/of=the~tests',
  user: 'user "password" \\ of <the> tests',
  application: 'application+secret/of=the~tests',
} as const;

/** Every secret that `environmentFor` sets. */
export const secrets: readonly string[] = [...Object.values(tokens), ...Object.values(passwords)];

/** A running server. */
export interface ReplayingServer extends BareServer {
  /** The variables that point `vbs-conformance` at it, as a vendor would set them. */
  readonly env: Readonly<Record<string, string>>;
}

/** Takes over one request; false to have it answered as recorded. `origin` is the server's own. */
export type Intervention = (name: string, socket: net.Socket, origin: string, head: string) => boolean;

/**
 * A service that answers each request as a recording says it was answered, byte for byte but for its own origin and the
 * body's length; its list has the recorded backup. Written on bare sockets, it shares nothing with the embedded service.
 * @param greet is handed each connection before anything came
 */
export async function replay(
  recording: Recording,
  intervene: Intervention = () => false,
  greet?: (socket: net.Socket) => void,
): Promise<ReplayingServer> {
  const { endpoint, project } = recording.target;
  const { exchange: answerOf, parameters } = operationRecording(recording, recording.operations[0]?.name ?? '');
  let plainReads = 0;

  /** Reads of the same address are told apart by their order: the first, the one behind self, the last. */
  const readName = (path: string): string => {
    const follow = answerOf('follow/self');
    const isFollowedHere = follow !== undefined && new URL(follow.request.url).pathname === path;
    const show = answerOf('show');
    const isShown = show !== undefined && new URL(show.request.url).pathname === path;
    if (isFollowedHere && !isShown) return 'follow/self';
    plainReads += 1;
    if (plainReads === 1) return 'show';
    return isFollowedHere && plainReads === 2 ? 'follow/self' : 'show-again';
  };

  const server = await serveBare((socket, head) => {
    const { origin } = server;
    const name = requestName(head, project, readName);
    if (intervene(name, socket, origin, head)) return;
    const exchange = answerOf(name);
    if (name === 'list')
      socket.end(jsonMessage('200 OK', { backups: [{ id: parameters.backup_id, status: 'available' }] }));
    else if (exchange?.response)
      socket.end(bytesOf(exchange, text => text.replaceAll(hostOf(endpoint), hostOf(origin))));
    else socket.destroy();
  }, greet);
  return { ...server, env: environmentFor(server.origin, project, parameters.backup_id ?? '') };
}

/** The variables that point `vbs-conformance` at a server that is service and proxy in one. */
export function environmentFor(origin: string, project: string, backup: string): Readonly<Record<string, string>> {
  return {
    VBS_ENDPOINT: origin,
    OS_TOKEN: tokens.own,
    OS_PROJECT_ID: project,
    VBS_BACKUP_ID: backup,
    VBS_OTHER_TOKEN: tokens.other,
    VBS_NOROLE_TOKEN: tokens.noRole,
    VBS_HTTP_PROXY: origin.replace('//', `//proxy-user:${encodeURIComponent(passwords.proxy)}@`),
    VBS_FAULTS: 'prefer',
    OS_PASSWORD: passwords.user,
    OS_APPLICATION_CREDENTIAL_SECRET: passwords.application,
  };
}

/** Which of the recorded requests this is, told by what makes each unlike the others. */
function requestName(head: string, project: string, readName: (path: string) => string): string {
  const [method = '', target = ''] = head.split(' ', 2);
  const field = (name: string): string | undefined => new RegExp(`^${name}: *(.*?)\\r$`, 'im').exec(head)?.[1];
  const fault = /^code=(\d{3})$/.exec(field('prefer') ?? '')?.[1];
  const token = field('x-auth-token');
  if (!head.includes('\r\n\r\n')) return 'status/408/unfinished';
  if (target.startsWith('http://')) return 'status/407/proxy';
  if (method === 'PATCH') return 'status/405/patch';
  if (method === 'TRACE') return 'status/405/trace';
  if (method !== 'GET') return 'status/501/method';
  if (fault) return `status/${fault}/prefer`;
  if (token === undefined) return 'status/401/no-token';
  if (token === tokens.other) return 'status/403/other-project';
  if (token === tokens.noRole) return 'status/403/no-role';
  if (token !== tokens.own) return 'status/401/wrong-token';
  if (field('openstack-api-version') === 'volume three') return 'status/400/malformed-version';
  if (field('openstack-api-version')) return 'status/406/version';
  if (field('accept') === 'image/png') return 'status/406/accept';
  if (target.includes('/backups/detail')) return 'list';
  if (target.includes('/malformed/')) return 'status/400/malformed-project';
  if (target.includes('marker=')) return 'follow/next';
  if (!target.includes(project)) return 'status/400/foreign-project';
  return target.endsWith('000000000bad') ? 'status/404/unknown-id' : readName(target);
}

/** The part of a URL that no escape of a letter or slash changes. */
const hostOf = (url: string): string => new URL(url).host;

/** A recorded response as bytes, with another origin, also below a content coding. */
function bytesOf({ response }: Exchange, respelled: (text: string) => string): Buffer {
  if (!response) return Buffer.alloc(0);
  const plain = decodedBody(response);
  const own = plain.error === undefined ? Buffer.from(plain.bytes).toString('latin1') : '';
  // What need not change passes byte for byte.
  const isChanged = respelled(own) !== own;
  const changed = (): Uint8Array => encodedBody(response, Buffer.from(respelled(own), 'latin1'));
  const body = Buffer.from(isChanged ? changed() : response.body);
  const isChunked = response.headers.some(
    ([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked',
  );
  const fields = response.headers.filter(([name]) => !/^(?:content-length|connection)$/i.test(name));
  const framing = isChunked ? [] : [`Content-Length: ${body.length}`];
  const lines = [
    `HTTP/1.1 ${response.status} ${response.reason}`,
    ...fields.map(([name, value]) => `${name}: ${respelled(value)}`),
    ...framing,
    'Connection: close',
  ];
  const chunks = isChunked
    ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]
    : [body];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), ...chunks]);
}
