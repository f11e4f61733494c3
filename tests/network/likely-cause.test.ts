import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import tls from 'node:tls';
import { reach } from '../../src/network/connection.ts';
import { networkError } from '../../src/network/network-error.ts';
import { limitsFor } from '../../src/wire/limits.ts';
import { senderFor } from '../../src/wire/sender.ts';
import { certificateFor } from '../wire/certificate.ts';
import { sleepingClock } from '../wire/clocks.ts';
import { destinationOf, getOf } from '../wire/sendings.ts';
import { answering, serve } from '../wire/serving.ts';

const own = certificateFor('127.0.0.1');
const trust = { ca: own.cert, isInsecure: false };

async function portOf(t: TestContext, server: Server): Promise<number> {
  server.on('tlsClientError', () => {}).on('sessionError', () => {});
  server.on('connection', socket => t.after(() => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** What a GET to this origin ends with. */
async function failureAt(origin: string): Promise<string | undefined> {
  const send = senderFor(destinationOf(origin, { trust }), sleepingClock(), limitsFor(10_000));
  const { failure } = await send(getOf(`${origin}/v3`));
  return failure?.message;
}

test('a service of HTTP/2 alone is told as that, with TLS and without', async t => {
  const cause = /^the answer is not valid HTTP\/1\.1 \(HPE_INVALID_CONSTANT\); it seems to speak HTTP\/2 only/;
  const plain = await portOf(t, http2.createServer());
  assert.match((await failureAt(`http://127.0.0.1:${plain}`)) ?? '', cause);
  const settings = Buffer.from('000012040000000000000300000064000400010000000500004000', 'hex');
  const secure = await portOf(
    t,
    tls.createServer(own, socket => socket.on('error', () => {}).write(settings)),
  );
  assert.match((await failureAt(`https://127.0.0.1:${secure}`)) ?? '', cause);
  assert.match(
    networkError({ code: 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL' }).message,
    /; it seems to speak HTTP\/2 only/,
  );
});

test('http where TLS is spoken, and https where it is not, are told as that', async t => {
  const alert = await serve(t, answering(Buffer.from('15030100020246', 'hex')));
  assert.match((await failureAt(alert.origin)) ?? '', /; it seems to speak TLS there: .* https:/);
  const plain = await serve(t, socket => socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')));
  const failure = await reach(new URL(plain.origin.replace('http:', 'https:')), trust, 10_000);
  const noTls = /^TLS could not be set up \(E[A-Z_]+\); it seems not to speak TLS there: .* http:, and its port$/;
  assert.match(failure?.message ?? '', noTls);
});

test('versions of TLS that are too old are told as that', async t => {
  const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const port = await portOf(t, tls.createServer({ ...own, ...options }));
  const failure = await reach(new URL(`https://127.0.0.1:${port}`), trust, 10_000);
  assert.match(failure?.message ?? '', /; it speaks no version of TLS that is accepted here \(1\.2 and newer\)$/);
});

test('a certificate that is demanded is named by its variable', async t => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const asking = { ...own, requestCert: true, ca: own.cert, maxVersion };
    const port = await portOf(t, tls.createServer(asking));
    assert.match((await failureAt(`https://127.0.0.1:${port}`)) ?? '', /; .*demands a certificate of yours.* OS_CERT/);
  }
});

test('what is wrong with a certificate is told', () => {
  const told = (code: string): string => networkError({ code }).message;
  assert.match(told('CERT_HAS_EXPIRED'), /; its certificate has expired$/);
  assert.match(told('CERT_NOT_YET_VALID'), /; its certificate is not valid yet, or this machine's clock is wrong$/);
  assert.match(told('ERR_TLS_CERT_ALTNAME_INVALID'), /; its certificate is for another host name$/);
});

test('a text that only resembles those of OpenSSL, and a packet that is none, tell nothing', () => {
  for (const text of ['canary wrong version number', 'error:0A00010B:SSL routines:x:canary-1:', '']) {
    const error = Object.assign(new Error(text), { code: 'EPROTO' });
    assert.equal(networkError(error).message, 'TLS could not be set up (EPROTO)');
  }
  for (const rawPacket of [undefined, 'SSH', Buffer.from(''), Buffer.from('SSH-2.0-canary'), Buffer.alloc(9)]) {
    const { message } = networkError({ code: 'HPE_INVALID_CONSTANT', rawPacket });
    assert.equal(message, 'the answer is not valid HTTP/1.1 (HPE_INVALID_CONSTANT)');
  }
});
