import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A server that gives everybody a token, as Keystone does. */
export interface KeystoneServer {
  /** For `auth_url`. */
  readonly url: string;
  /** What it was asked for, as `POST /v3/auth/tokens`. */
  readonly asked: readonly string[];
}

/** What the server gives everybody who asks. */
export interface Given {
  readonly token: string;
  readonly project: string;
  /** The service's root URL in the catalog. */
  readonly endpoint: string;
  readonly user?: string;
  readonly status?: number;
}

/** Serves for one test. */
export async function serveKeystone(t: TestContext, given: Given): Promise<KeystoneServer> {
  const { token, project, endpoint, user = 'demo', status = 201 } = given;
  const asked: string[] = [];
  const answer = {
    token: {
      project: { id: project },
      user: { name: user },
      roles: [{ name: 'member' }],
      expires_at: '2999-01-01T00:00:00.000000Z',
      catalog: [{ type: 'block-storage', endpoints: [{ interface: 'public', region: 'one', url: `${endpoint}/v3` }] }],
    },
  };
  const refusal = { error: { code: status, message: 'No.', title: 'Unauthorized' } };
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'X-Subject-Token': token });
      response.end(JSON.stringify(status === 201 ? answer : refusal));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`, asked };
}

/** `clouds.yaml` with these clouds, all of them the server's, and the password `secret-password-canary`. */
export function cloudsYaml({ url }: KeystoneServer, ...names: readonly string[]): string {
  const cloud = (name: string): string =>
    [
      `  ${name}:`,
      '    auth:',
      `      auth_url: ${url}`,
      `      username: ${name}-user`,
      '      password: secret-password-canary',
      '      project_name: demo',
    ].join('\n');
  return `clouds:\n${names.map(cloud).join('\n')}\n`;
}
