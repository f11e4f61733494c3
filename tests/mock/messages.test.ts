import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { EmbeddedService } from '../../src/mock/service.ts';
import { assertFault, pathOf, readReplies, sayLast, sayRaw, startFor } from './asking.ts';

/** A request's text: complete, for the backup and with the member's token, unless the parts say otherwise. */
function requestTo(service: EmbeddedService, start = `GET ${pathOf(service)}`, ...headers: readonly string[]): string {
  const lines = [`${start} HTTP/1.1`, 'Host: service', `X-Auth-Token: ${service.tokens.member}`, ...headers];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

test('408, complete and as JSON, for every way of not finishing a request', async t => {
  const service = await startFor(t);
  const complete = requestTo(service);
  const unfinished = [
    '',
    'GE',
    `GET ${pathOf(service)} HTTP/1.1\r\n`,
    complete.slice(0, -2),
    requestTo(service, undefined, 'Content-Length: 10'),
    `${requestTo(service, undefined, 'Content-Length: 10')}12345`,
    `${requestTo(service, undefined, 'Transfer-Encoding: chunked')}5\r\n123`,
    requestTo(service, `POST ${pathOf(service)}`, 'Content-Length: 3', 'Expect: something'),
  ];
  const streams = await Promise.all(unfinished.map(bytes => sayRaw(service, bytes)));
  for (const stream of streams) {
    const [reply, ...others] = readReplies(stream);
    assertFault(reply, 'computeFault', 408);
    assert.equal(reply?.headers.connection, 'close');
    assert.ok(reply?.headers.date);
    assert.deepEqual(others, []);
  }
});

test('408 for a request that drips without end', async t => {
  const service = await startFor(t);
  const socket = connect(Number(new URL(service.origin).port), '127.0.0.1').setEncoding('utf8');
  socket.on('error', () => {});
  socket.write(`GET ${pathOf(service)} HTTP/1.1\r\nX-Drip: `);
  const drip = setInterval(() => socket.write('x'), 1);
  t.after(() => clearInterval(drip));
  const [stream] = await once(socket, 'data');
  assertFault(readReplies(stream)[0], 'computeFault', 408);
  socket.destroy();
});

test('a finished request is answered before the 408 for the one behind it, and nothing after it', async t => {
  const service = await startFor(t);
  const replies = readReplies(await sayRaw(service, requestTo(service) + requestTo(service).slice(0, -4)));
  assert.deepEqual(
    replies.map(({ status }) => status),
    [200, 408],
  );

  const socket = connect(Number(new URL(service.origin).port), '127.0.0.1').setEncoding('utf8');
  socket.on('error', () => {});
  let stream = '';
  socket.on('data', chunk => {
    // The rest of the request and another one come too late.
    if (stream === '') socket.write(`\r\n\r\n${requestTo(service)}`);
    stream += chunk;
  });
  socket.write(requestTo(service).slice(0, -4));
  await once(socket, 'close');
  assert.deepEqual(
    readReplies(stream).map(({ status }) => status),
    [408],
  );
});

test('a request that lay unread while this process was held up is answered, not timed out', async t => {
  const service = await startFor(t);
  const socket = connect(Number(new URL(service.origin).port), '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  await new Promise(resolve => setTimeout(resolve, 20));
  socket.write(requestTo(service, undefined, 'Connection: close'));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
  const [stream] = await once(socket, 'data');
  assert.equal(readReplies(stream)[0]?.status, 200);
});

test('a connection that rests longer than a request may take is still good for another one', async t => {
  const service = await startFor(t);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const ports = [];
  for (let round = 0; round < 2; round++) {
    const sent = request(`${service.origin}${pathOf(service)}`, { agent }).end();
    const [response] = await once(sent, 'response');
    ports.push(response.socket.localPort);
    await text(response);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  assert.equal(ports[0], ports[1]);
});

test('whoever says no more after a request is answered; 400 when the request is not complete', async t => {
  const service = await startFor(t);
  assert.equal(readReplies(await sayLast(service, requestTo(service)))[0]?.status, 200);
  assertFault(readReplies(await sayLast(service, requestTo(service).slice(0, -2)))[0], 'badRequest', 400);
});

test('501 for a method nobody knows, alone, in pieces and behind a good request', async t => {
  const service = await startFor(t);
  const invented = requestTo(service, `FROBNICATE ${pathOf(service)}`);
  for (const bytes of [
    invented,
    'FROBNICATE',
    requestTo(service, 'get /'),
    requestTo(service, `GETS ${pathOf(service)}`),
  ]) {
    const [reply, ...others] = readReplies(await sayRaw(service, bytes));
    assertFault(reply, 'notImplemented', 501);
    assert.deepEqual(others, []);
  }
  const replies = readReplies(await sayRaw(service, requestTo(service).repeat(3) + invented));
  assert.deepEqual(
    replies.map(({ status }) => status),
    [200, 200, 200, 501],
  );
});

test('501 for a transfer coding nobody knows, 200 for one that is known', async t => {
  const service = await startFor(t);
  const body = '3\r\nabc\r\n0\r\n\r\n';
  const coded = (coding: string) =>
    sayRaw(service, requestTo(service, undefined, `Transfer-Encoding: ${coding}`, 'Connection: close') + body);
  assertFault(readReplies(await coded('gzip, chunked'))[0], 'notImplemented', 501);
  assert.equal(readReplies(await coded('Chunked'))[0]?.status, 200);
});

test('407 for whoever takes the service for a proxy, 502 with credentials', async t => {
  const service = await startFor(t);
  const targets = [
    `GET ${service.origin}${pathOf(service)}`,
    'GET http://elsewhere.example/',
    'GET http://elsewhere.example',
    'PATCH https://elsewhere.example/x?y',
    'CONNECT elsewhere.example:443',
  ];
  for (const target of targets) {
    const [bare] = readReplies(await sayRaw(service, requestTo(service, target, 'Connection: close')));
    assertFault(bare, 'computeFault', 407);
    assert.match(bare?.headers['proxy-authenticate'] ?? '', /^Basic realm="[^"]+"$/);

    const credentials = ['Proxy-Authorization: Basic eDp5', 'Connection: close'];
    const [allowed] = readReplies(await sayRaw(service, requestTo(service, target, ...credentials)));
    assertFault(allowed, 'computeFault', 502);
  }
});

test('400 for what is no request, 431 for one that is too long', async t => {
  const service = await startFor(t);
  const path = pathOf(service);
  const malformed = [
    '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n',
    `GET ${path}\r\n\r\n`,
    `GET ${path} HTTP/2.0\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `GET ${path} HTTP/9.9\r\n\r\n`,
    `FROBNICATE ${path}\r\n\r\n`,
    `FROBNICATE ${path} HTTP/2.0\r\n\r\n`,
    `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`,
    requestTo(service, undefined, 'Content-Length: -1'),
    requestTo(service, undefined, 'Content-Length: 1', 'Transfer-Encoding: chunked'),
    requestTo(service, undefined, 'Transfer-Encoding: chunked, gzip'),
    `${requestTo(service, undefined, 'Transfer-Encoding: chunked')}zz\r\n`,
    requestTo(service, undefined, 'no colon'),
  ];
  for (const bytes of malformed) {
    const [reply, ...others] = readReplies(await sayRaw(service, bytes));
    assertFault(reply, 'badRequest', 400);
    assert.equal(reply?.headers.connection, 'close');
    assert.deepEqual(others, []);
  }
  const long = 'x'.repeat(20_000);
  for (const bytes of [requestTo(service, `GET /${long}`), requestTo(service, undefined, `X-Long: ${long}`)]) {
    assertFault(readReplies(await sayRaw(service, bytes))[0], 'computeFault', 431);
  }
});

test('a body, an expectation or an upgrade nobody asked for changes no answer', async t => {
  const service = await startFor(t);
  const close = 'Connection: close';
  const body = `${requestTo(service, undefined, close, 'Content-Type: not a type', 'Content-Length: 5')}{"a":`;
  assert.equal(readReplies(await sayRaw(service, body))[0]?.status, 200);

  const post = requestTo(
    service,
    `POST ${pathOf(service)}`,
    close,
    'Content-Type: application/json',
    'Content-Length: 5',
  );
  assertFault(readReplies(await sayRaw(service, `${post}{"a":`))[0], 'badMethod', 405);

  const expecting = requestTo(service, undefined, close, 'Expect: the-unexpected');
  assert.equal(readReplies(await sayRaw(service, expecting))[0]?.status, 200);

  const upgrade = requestTo(service, undefined, 'Connection: Upgrade, close', 'Upgrade: h2c');
  assert.equal(readReplies(await sayRaw(service, upgrade))[0]?.status, 200);

  assertFault(readReplies(await sayRaw(service, requestTo(service, 'OPTIONS *', close)))[0], 'itemNotFound', 404);
});
