import http from 'node:http';
import https from 'node:https';
import { networkError } from '../../network/network-error.ts';
import { agentThrough } from '../../network/route-agent.ts';
import type { KeystoneAccess } from '../access.ts';
import { ConfigurationError } from '../target.ts';
import { type IdentityAnswer, placeOf, proxyVariable } from './keystone.ts';

/** Asks Keystone for a token. @throws ConfigurationError when no answer comes */
export type Identify = (access: KeystoneAccess, request: object) => Promise<IdentityAnswer>;

const kibi = 1024;

/** A catalog of hundreds of services has some 100 KiB. */
const mostBytes = 1024 * kibi;

/**
 * Keystone's own sender, which can do nothing but authenticate: it sends one `POST` to one address, follows no redirect,
 * and reads no more than a megabyte.
 * @param timeout milliseconds for one answer
 * @param userAgent names the suite and its version
 * @param ended aborted when the run has to end: nobody is waited for then
 */
export function keystoneSender(timeout: number, userAgent: string, ended: AbortSignal): Identify {
  return async (access, request) => {
    const url = new URL(`${access.authUrl}/auth/tokens`);
    const agent = access.route === undefined ? undefined : await agentThrough(access.route, url);
    const { ca, isInsecure } = access.trust;
    const body = JSON.stringify(request);
    const options: https.RequestOptions = {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'User-Agent': userAgent,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        Connection: 'close',
      },
      agent: agent ?? false,
      ...(ca === undefined ? {} : { ca }),
      rejectUnauthorized: !isInsecure,
      signal: AbortSignal.any([AbortSignal.timeout(Math.ceil(timeout)), ended]),
    };
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => reject(new ConfigurationError(silence(access, what)));
      const broken = (error: Error): void =>
        fail(error.name === 'TimeoutError' || error.name === 'AbortError' ? ' in time' : `: ${whatBroke(error)}`);
      const asked = (url.protocol === 'https:' ? https : http).request(url, options, response => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > mostBytes) asked.destroy(new TooLargeError());
        });
        response.on('error', broken);
        response.on('end', () => {
          const { location, 'x-subject-token': token } = response.headers;
          const told = { status: response.statusCode ?? 0, token: Array.isArray(token) ? token[0] : token, location };
          resolve({ ...told, body: jsonIn(Buffer.concat(chunks)) });
        });
      });
      asked.on('error', broken);
      // Without this, an answer that changes to another protocol would end in silence, and nobody would be told.
      asked.on('upgrade', (_, socket) => {
        socket.destroy();
        fail(': it wants to speak another protocol');
      });
      asked.end(body);
    });
  };
}

class TooLargeError extends Error {}

const whatBroke = (error: Error): string =>
  error instanceof TooLargeError ? 'its answer is larger than 1 MiB' : networkError(error).message;

function silence(access: KeystoneAccess, what: string): string {
  const url = access.nameOf('auth_url');
  const see = access.route === undefined ? url : `${url} and ${proxyVariable(access)}`;
  return `${placeOf(access)} does not answer${what}; see ${see}, and whether it can be reached from here.`;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
