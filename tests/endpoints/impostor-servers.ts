import { altered } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { type BareServer, jsonMessage, message, serveBare } from './bare-server.ts';
import { environmentFor, replay } from './replaying-server.ts';

/** A server that is not what it is taken for, with the variables that point `vbs-conformance` at it. */
export interface Impostor extends Pick<BareServer, 'close'> {
  readonly env: Readonly<Record<string, string>>;
}

/** What a vendor would ask for; nothing that the page's example knows. */
const project = '5f0c3a5d8e6b4a7c9d2e1f0a3b4c5d6e';
const backup = 'b1f6c0de-7a51-4d6e-9a3b-2f4c6d8e0a1b';

/** Answers every request alike, told by its head. */
async function blanket(answer: (head: string) => string): Promise<Impostor> {
  const server = await serveBare((socket, head) => socket.end(answer(head)));
  return { ...server, env: environmentFor(server.origin, project, backup) };
}

const methodOf = (head: string): string => head.slice(0, head.indexOf(' '));

const indexPage = '<!doctype html><html><head><title>Welcome!</title></head><body><h1>It works!</h1></body></html>';

/** Header fields by name, as a service that echoes would show them. */
const fieldsOf = (head: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...head.matchAll(/^([\w-]+): *(.*)\r$/gm)].map(([, name = '', value = '']) => [name, value]));

/**
 * The impostors by what they do.
 * @param conforming a recording of a service that keeps to the page, for those that are nearly one
 * @param example the page's example response
 */
export function impostors(conforming: Recording, example: unknown): Readonly<Record<string, () => Promise<Impostor>>> {
  /** Gives away in these exchanges what the owner of the backup is shown. */
  const giving = (...names: readonly string[]): Promise<Impostor> => {
    const shown = conforming.exchanges.find(({ name }) => name === 'show-backup/show')?.response;
    return replay(altered(conforming, names, exchange => ({ ...exchange, response: shown })));
  };
  return {
    '200 {} to everything': () => blanket(() => jsonMessage('200 OK', {})),
    '404 to everything': () =>
      blanket(() => jsonMessage('404 Not Found', { itemNotFound: { code: 404, message: 'There is nothing here.' } })),
    'an echo': () =>
      blanket(head => {
        const [method, url] = head.split(' ', 2);
        return jsonMessage('200 OK', { method, url, headers: fieldsOf(head) });
      }),
    "the page's example": () => blanket(() => jsonMessage('200 OK', example)),
    'no token needed': () => giving('status/401/no-token', 'status/401/wrong-token'),
    'any tenant may read': () => giving('status/403/other-project'),
    "a web server's index page": () =>
      blanket(head =>
        methodOf(head) === 'GET'
          ? message('200 OK', { Server: 'nginx', 'Content-Type': 'text/html' }, indexPage)
          : message('405 Not Allowed', { Server: 'nginx', 'Content-Type': 'text/html', Allow: 'GET, HEAD' }, indexPage),
      ),
    'another JSON API': () =>
      blanket(head =>
        methodOf(head) === 'GET'
          ? jsonMessage('200 OK', {
              total: 2,
              page: 1,
              items: [
                { id: 17, name: 'a kettle' },
                { id: 18, name: 'a cup' },
              ],
            })
          : jsonMessage('405 Method Not Allowed', { error: 'method not allowed' }),
      ),
  };
}
