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

/** The failure of a GET to this origin. */
async function failureAt(origin: string): Promise<string | undefined> {
  const send = senderFor(destinationOf(origin, { trust }), sleepingClock(), limitsFor(10_000));
  const { failure } = await send(getOf(`${origin}/v3`));
  return failure?.message;
}

test('a service that supports only HTTP/2 is recognized, with TLS and without', async t => {
  const cause =
    /^the answer is not valid HTTP\/1\.1 \(HPE_INVALID_CONSTANT\); the server probably supports only HTTP\/2, but/;
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
    /; the server probably supports only HTTP\/2, but/,
  );
});

test('http for a TLS port, and https for a port without TLS, are recognized', async t => {
  const alert = await serve(t, answering(Buffer.from('15030100020246', 'hex')));
  assert.match((await failureAt(alert.origin)) ?? '', /; the server probably uses TLS; .* https:$/);
  const plain = await serve(t, socket => socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')));
  const failure = await reach(new URL(plain.origin.replace('http:', 'https:')), trust, 10_000);
  const noTls = /^the TLS connection failed \(E[A-Z_]+\); the server probably does not use TLS; .* http:$/;
  assert.match(failure?.message ?? '', noTls);
});

test('a TLS version that is too old is recognized', async t => {
  const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const port = await portOf(t, tls.createServer({ ...own, ...options }));
  const failure = await reach(new URL(`https://127.0.0.1:${port}`), trust, 10_000);
  assert.match(failure?.message ?? '', /; the server does not support TLS 1\.2 or newer$/);
});

test('for a client certificate that the server requires, the variable is named', async t => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const asking = { ...own, requestCert: true, ca: own.cert, maxVersion };
    const port = await portOf(t, tls.createServer(asking));
    assert.match((await failureAt(`https://127.0.0.1:${port}`)) ?? '', /; .*requires a client certificate.* OS_CERT/);
  }
});

test('the message says what is wrong with a certificate', () => {
  const told = (code: string): string => networkError({ code }).message;
  assert.match(told('CERT_HAS_EXPIRED'), /; the certificate of the server has expired$/);
  assert.match(
    told('CERT_NOT_YET_VALID'),
    /; the certificate of the server is not valid yet, or the clock of this machine is wrong$/,
  );
  assert.match(told('ERR_TLS_CERT_ALTNAME_INVALID'), /; the certificate of the server is for another host name$/);
});

test('a text that only resembles OpenSSL, and bytes of another protocol, give no cause', () => {
  for (const text of ['canary wrong version number', 'error:0A00010B:SSL routines:x:canary-1:', '']) {
    const error = Object.assign(new Error(text), { code: 'EPROTO' });
    assert.equal(networkError(error).message, 'the TLS connection failed (EPROTO)');
  }
  for (const rawPacket of [undefined, 'SSH', Buffer.from(''), Buffer.from('SSH-2.0-canary'), Buffer.alloc(9)]) {
    const { message } = networkError({ code: 'HPE_INVALID_CONSTANT', rawPacket });
    assert.equal(message, 'the answer is not valid HTTP/1.1 (HPE_INVALID_CONSTANT)');
  }
});
