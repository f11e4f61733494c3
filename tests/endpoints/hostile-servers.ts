import type net from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Recording } from '../../src/recording/recording.ts';
import { jsonMessage, message, type Reaction } from './bare-server.ts';
import { type ReplayingServer, replay, tokens } from './replaying-server.ts';

/** The backup that a friendly service would show, and where a hostile one may send its clients. */
export interface Surroundings {
  /** The body of a conforming answer. */
  readonly shown: { readonly backup: Readonly<Record<string, unknown>> };
  /** A server that nobody should ever ask. */
  readonly elsewhere: string;
}

/** What colours a terminal, rings its bell, sets its title, turns the writing, or runs as a script. */
export const active =
  '\u001b[31mred\u0007\u001b]0;title\u0007\u009b2J\u202e<script>hacked=1</script><img src=x onerror="hacked=1">';

/** Where a hostile server stands. */
export interface Setting {
  /** What the requests are answered with that it is not hostile to. */
  readonly conforming: Recording;
  readonly elsewhere: string;
  readonly isHostileTo: (request: string) => boolean;
}

/** A service that keeps to the page, but for what it does to some requests. */
export function serveHostile(name: string, setting: Setting): Promise<ReplayingServer> {
  const { conforming, elsewhere, isHostileTo } = setting;
  let react: Reaction | undefined;
  return replay(conforming, (request, socket, origin, head) => {
    if (!isHostileTo(request)) return false;
    react ??= hostilities({ shown: shownAt(conforming, origin), elsewhere })[name];
    react?.(socket, head);
    return react !== undefined;
  });
}

/** The body of the conforming read, as a service at this origin would give it. */
function shownAt({ exchanges, target }: Recording, origin: string): Surroundings['shown'] {
  const body = Buffer.from(exchanges.find(({ name }) => name === 'show-backup/show')?.response?.body ?? []).toString(
    'utf8',
  );
  return JSON.parse(body.replaceAll(target.endpoint, origin));
}

/** What hostile servers do with a request, by what it is called. */
export function hostilities({ shown, elsewhere }: Surroundings): Readonly<Record<string, Reaction>> {
  /** Says always the same, made when it is first needed: some of it is large. */
  const saying = (make: () => string | Uint8Array): Reaction => {
    let made: Buffer | undefined;
    return socket => {
      made ??= Buffer.from(make());
      socket.end(made);
    };
  };
  const showing = (change: Readonly<Record<string, unknown>>): string =>
    jsonMessage('200 OK', { backup: { ...shown.backup, ...change } });
  const links = (length: number): string =>
    showing({ links: Array.from({ length }, (_, index) => ({ rel: 'x', href: `/${index}` })) });
  const redirecting = (location: string): Reaction =>
    saying(() => message('302 Found', { Location: location, 'Content-Type': 'text/html' }, ''));
  const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n';
  const text = JSON.stringify(shown);
  const withMember = (member: string): string => text.replace('"backup":{', `"backup":{${member},`);
  return {
    'never answers': () => {},
    'accepts and resets': socket => socket.resetAndDestroy(),
    'headers, then silence': socket => socket.write(`${ok}Content-Length: 100\r\n\r\n`),
    'a byte a second': socket => {
      socket.write(`${ok}Content-Length: 100\r\n\r\n`);
      const dripping = setInterval(() => socket.write('{'), 1000);
      socket.once('close', () => clearInterval(dripping));
    },
    'endless body': socket => flood(socket, `${ok}\r\n`, ' '.repeat(65_536)),
    'endless headers': socket => flood(socket, ok, 'X-More: and more and more\r\n'.repeat(100)),
    'endless 1xx': socket => flood(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
    'gzip bomb': saying(() => Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\n\r\n`), bomb()])),
    'a small answer that unfolds to 10 MB': saying(() => {
      const coded = gzipSync(withMember(`"note":"${'é'.repeat(5_000_000)}"`));
      return Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\n\r\n`), coded]);
    }),
    'JSON 200,000 levels deep': saying(() => `${ok}\r\n${'[{"a":'.repeat(100_000)}${'}]'.repeat(100_000)}`),
    '300,000 links': saying(() => links(300_000)),
    '9,000 links': saying(() => links(9_000)),
    'invalid UTF-8': saying(() => Buffer.from(`${ok}\r\n${withMember('"note":"\u00ff\u00fe"')}`, 'latin1')),
    'lone surrogates': saying(() => showing({ name: '\ud800', '\udfff': '\udc00' })),
    '__proto__ keys': saying(() => {
      const within = withMember('"__proto__":{"id":1},"constructor":{"prototype":1}');
      return `${ok}\r\n${within.replace('{', '{"__proto__":{"polluted":1},')}`;
    }),
    'Content-Length too long': saying(() => `${ok}Content-Length: ${text.length + 100}\r\n\r\n${text}`),
    'Content-Length too short': saying(() => `${ok}Content-Length: ${text.length - 100}\r\n\r\n${text}`),
    'not HTTP at all': saying(() => 'SSH-2.0-OpenSSH_9.6p1\r\n\u0000\u0001\u0002'),
    'redirects without end': (socket, head) => {
      const path = head.split(' ')[1] ?? '/';
      redirecting(path.startsWith('/') ? `${path}/again` : '/again')(socket, head);
    },
    'redirects to another host': redirecting(`${elsewhere}/v3/`),
    'redirects to a file': redirecting('file:///etc/passwd'),
    'reflects the token': (socket, head) => {
      const token = /^x-auth-token: *(.*)\r$/im.exec(head)?.[1] ?? tokens.own;
      const coded = Buffer.from(`{"token":"${token}"}`).toString('base64');
      const body = JSON.stringify({ backup: { ...shown.backup, name: token, container: coded, [token]: [head] } });
      const seen = { 'X-Token-Seen': token, 'X-Token-In-URL': encodeURIComponent(token) };
      socket.end(message(`200 OK ${token}`, { 'Content-Type': 'application/json', ...seen }, body));
    },
    'escapes and HTML in values': saying(() => {
      const backup = { ...shown.backup, name: active, size: active, status: active, id: active, [active]: active };
      const fields = { 'Content-Type': 'application/json', 'X-Note': '\u009b31m<script>hacked=1</script>' };
      return message('200 OK \u009b31mOK', fields, JSON.stringify({ backup }));
    }),
    'status 999': saying(() => message('999 Beyond', { 'Content-Type': 'application/json' }, '{}')),
  };
}

/** A hundred members of 10 MiB each: a gigabyte in a megabyte. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(10 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 100 }, () => member));
}

/** Says the same as fast as it is read, until the other side has had enough. */
function flood(socket: net.Socket, beginning: string, more: string): void {
  socket.write(beginning);
  const pour = (): void => {
    while (!socket.destroyed && socket.write(more)) {}
  };
  socket.on('drain', pour);
  pour();
}
