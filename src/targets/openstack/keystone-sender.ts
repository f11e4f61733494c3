import http from 'node:http';
import https from 'node:https';
import { endingAfter } from '../../network/ending.ts';
import { proxyVariable } from '../../network/forward-proxy.ts';
import { networkError } from '../../network/network-error.ts';
import { agentThrough } from '../../network/route-agent.ts';
import { tlsOptions } from '../../network/tls.ts';
import { ConfigurationError, type Target } from '../target.ts';
import type { IdentityAnswer } from './keystone.ts';
import { type KeystoneAccess, keystonePlace } from './keystone-access.ts';

/** How long to wait for an answer, and the User-Agent. */
export type SenderOptions = Pick<Target, 'timeout' | 'userAgent'>;

const kibi = 1024;

/** A catalog of hundreds of services has some 100 KiB. */
const maxBytes = 1024 * kibi;

/**
 * Sends one `POST` to Keystone's address for tokens, which is all that this program ever sends there. Follows no redirect,
 * and reads at most a megabyte.
 * @param ended aborted when the run has to end; no answer is awaited then
 * @throws ConfigurationError when no answer comes
 */
export async function requestToken(
  access: KeystoneAccess,
  request: object,
  { timeout, userAgent }: SenderOptions,
  ended: AbortSignal,
): Promise<IdentityAnswer> {
  const url = new URL(`${access.authUrl}/auth/tokens`);
  const agent = access.route === undefined ? undefined : await agentThrough(access.route, url);
  const body = JSON.stringify(request);
  const ending = endingAfter(Math.ceil(timeout), ended);
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
    ...tlsOptions(access.trust),
    signal: ending.signal,
  };
  const answered = new Promise<IdentityAnswer>((resolve, reject) => {
    const fail = (what: string): void => reject(new ConfigurationError(noAnswer(access, what)));
    const failBy = (error: Error): void => fail(error.name === 'AbortError' ? ' in time' : `: ${reasonOf(error)}`);
    const post = (url.protocol === 'https:' ? https : http).request(url, options, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) post.destroy(new TooLargeError());
      });
      response.on('error', failBy);
      response.on('end', () => {
        const { location, 'x-subject-token': token } = response.headers;
        const head = { status: response.statusCode ?? 0, token: Array.isArray(token) ? token[0] : token, location };
        resolve({ ...head, body: jsonIn(Buffer.concat(chunks)) });
      });
    });
    post.on('error', failBy);
    // Without this, the promise would never settle for an answer that changes to another protocol.
    post.on('upgrade', (_, socket) => {
      socket.destroy();
      fail(': it switches to another protocol');
    });
    post.end(body);
  });
  return answered.finally(ending.forget);
}

class TooLargeError extends Error {}

const reasonOf = (error: Error): string =>
  error instanceof TooLargeError ? 'its answer is larger than 1 MiB' : networkError(error).message;

function noAnswer(access: KeystoneAccess, what: string): string {
  const url = access.nameOf('auth_url');
  const see = access.route === undefined ? url : `${url} and ${proxyVariable(new URL(access.authUrl))}`;
  return `${keystonePlace(access)} does not answer${what}; check ${see}, and whether this machine can reach it.`;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
