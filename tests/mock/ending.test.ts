import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { startService } from '../../src/mock/service.ts';
import { ask, pathOf, SHOW, startFor } from './asking.ts';

test('after close() the port refuses, and idle, half-open and tunnelling sockets are gone', async () => {
  const service = await startService({ operations: [SHOW] });
  const port = Number(new URL(service.origin).port);

  const agent = new Agent({ keepAlive: true });
  const kept = request(`${service.origin}${pathOf(service)}`, { agent }).end();
  const [response] = await once(kept, 'response');
  await text(response);

  const openings = [
    '',
    'GET / HTTP/1.1\r\n',
    'GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n',
    'CONNECT a:1 HTTP/1.1\r\n\r\n',
  ];
  const sockets = openings.map(opening => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {}).resume();
    if (opening !== '') socket.write(opening);
    return socket;
  });
  await Promise.all(sockets.map(socket => once(socket, 'connect')));

  await service.close();
  await service.close();
  // What the service destroyed is written to in vain: our ends notice only then, as they are half open.
  await Promise.all(sockets.map(socket => new Promise(resolve => socket.once('close', resolve).end('more'))));
  agent.destroy();
  const refused = connect(port, '127.0.0.1');
  const [error] = await once(refused, 'error');
  assert.equal(error.code, 'ECONNREFUSED');
});

test('after close() nothing keeps the process alive', async () => {
  const source = `
    import { connect } from 'node:net';
    import { startService } from ${JSON.stringify(new URL('../../src/mock/service.js', import.meta.url))};
    const service = await startService({ operations: [${JSON.stringify(SHOW)}] });
    const socket = connect(Number(new URL(service.origin).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /', async () => {
      await service.close();
      console.log('closed');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  assert.equal(errors, '');
  assert.equal(output, 'closed\n');
  assert.equal(status, 0);
});

test('two services live side by side, each with its own tokens', async t => {
  const [one, two] = [await startFor(t), await startFor(t)];
  assert.notEqual(one.origin, two.origin);
  assert.equal((await ask(one)).status, 200);
  assert.equal((await ask(one, { token: two.tokens.member })).status, 401);
});

test('a port that is taken is an error, not a service', async t => {
  const service = await startFor(t);
  const port = Number(new URL(service.origin).port);
  await assert.rejects(startService({ operations: [SHOW], port }), { code: 'EADDRINUSE' });
});

test('listens where it is told to', async t => {
  const service = await startService({ operations: [SHOW], host: 'localhost' });
  t.after(() => service.close());
  assert.match(service.origin, /^http:\/\/localhost:\d+$/);
  assert.equal((await ask(service)).status, 200);
});
