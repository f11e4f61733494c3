import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import type { EmbeddedService } from '../../src/mock/service.ts';
import { contract, example } from '../checks/embedded-recording.ts';
import { checkAgainst, type EndpointRun, idsOf } from './endpoint-run.ts';

const keys = { access: 'ACCESS-KEY-OF-THE-TESTS', secret: 'secret-key-of-the-tests' };

/** Whether a gateway would accept the signature: the vendor's own signer comes to the same. */
function isSigned({ method, url = '', headers }: http.IncomingMessage): boolean {
  const { authorization = '', host = '', 'x-sdk-date': date, 'x-project-id': project } = headers;
  if (!authorization.startsWith('SDK-HMAC-SHA256 ') || typeof date !== 'string') return false;
  const credential = new BasicCredentials().withAk(keys.access).withSk(keys.secret);
  const signed = { 'X-Sdk-Date': date, ...(typeof project === 'string' ? { 'X-Project-Id': project } : {}) };
  const { pathname, searchParams } = new URL(url, `http://${host}`);
  const queryParams = Object.fromEntries(searchParams);
  const request = { method, endpoint: `http://${host}${pathname}`, queryParams, headers: signed } as never;
  return Reflect.get(AKSKSigner.sign(request, credential), 'Authorization') === authorization;
}

/** A gateway before the service: a signed request gets the member's token, any other passes as it is. */
async function startGateway(service: EmbeddedService): Promise<http.Server> {
  const gateway = http.createServer((request, response) => {
    const { authorization: _, ...headers } = request.headers;
    const own = isSigned(request) ? { ...headers, 'x-auth-token': service.tokens.member } : headers;
    const options = { method: request.method ?? 'GET', headers: own };
    const onwards = http.request(new URL(request.url ?? '/', service.origin), options, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    request.pipe(onwards);
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  return gateway;
}

/** Runs `check` through the gateway with this secret key. */
async function runSigned(secretKey: string): Promise<EndpointRun> {
  const service = await startEmbedded([{ contract, example }]);
  const gateway = await startGateway(service);
  try {
    return await checkAgainst({
      VBS_ENDPOINT: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
      OS_PROJECT_ID: service.project,
      VBS_BACKUP_ID: service.examples['show-backup.backup_id'] ?? '',
      VBS_ACCESS_KEY: keys.access,
      VBS_SECRET_KEY: secretKey,
    });
  } finally {
    gateway.closeAllConnections();
    gateway.close();
    await service.close();
  }
}

test('a key pair in place of a token: every request of the own user is signed as the vendor signs it', async () => {
  const run = await runSigned(keys.secret);
  assert.equal(run.stderr, '');
  const passed = idsOf(run, 'passed');
  for (const id of ['status/200', 'status/401', 'status/404', 'links/self/once', 'steady', 'refusal/no-token']) {
    assert.ok(passed.includes(id), `${id}: ${run.messages.get(id)}`);
  }
  assert.deepEqual(idsOf(run, 'failed'), []);
  const left = [run.stdout, ...[...run.files.values()].map(file => file.toString('latin1'))].join('\n');
  assert.doesNotMatch(left, /ACCESS-KEY-OF|secret-key-of|Signature=/);
});

test('a wrong key pair is refused: nothing is tested, and the reason names it', async () => {
  const run = await runSigned('another-secret-key-of-the-tests');
  assert.equal(run.status, 2);
  const { verdict, why, requests } = JSON.parse(run.files.get('reports/conformance.json')?.toString('utf8') ?? '{}');
  assert.deepEqual([verdict, requests], ['not tested', 1]);
  assert.match(why, /^VBS_ACCESS_KEY, VBS_SECRET_KEY: the service does not accept the signature \(401\)/);
});
