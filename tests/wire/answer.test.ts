import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, ok } from './asking.ts';
import { answering, onceAsked } from './serving.ts';

test('an answer is kept as it came: status, reason, fields in order and spelling, duplicates, bytes', async t => {
  const { response, failure } = await ask(
    t,
    answering(
      'HTTP/1.1 200 Fine so far\r\nX-b: 1\r\nx-A:  2 \r\nX-B: 3\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n',
      ['Content-Length: 4\r\n\r\n', '\xff\x00\xfe\n'].join(''),
    ),
  );
  assert.equal(failure, undefined);
  assert.equal(response?.status, 200);
  assert.equal(response?.reason, 'Fine so far');
  assert.deepEqual(response?.headers, [
    ['X-b', '1'],
    ['x-A', '2'],
    ['X-B', '3'],
    ['Set-Cookie', 'a'],
    ['Set-Cookie', 'b'],
    ['Content-Length', '4'],
  ]);
  assert.deepEqual([...(response?.body ?? [])], [0xff, 0, 0xfe, 0x0a]);
});

test('no header field is dropped, however many there are', async t => {
  const fields = Array.from({ length: 5000 }, (_, index) => `X-${index}: \r\n`).join('');
  const { response } = await ask(t, answering(ok('{}', fields)));
  assert.equal(response?.headers.length, 5001);
});

test('an answer ends with its length, with its last chunk, or with the connection', async t => {
  assert.equal((await ask(t, answering(ok('{"a":1}')))).text, '{"a":1}');
  const chunked =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\nX-Trailer: 1\r\n\r\n';
  assert.equal((await ask(t, answering(chunked))).text, '{"a":1}');
  const open = await ask(t, answering('HTTP/1.0 200 OK\r\n\r\n{"a":1}'));
  assert.deepEqual([open.text, open.failure], ['{"a":1}', undefined]);
  // A server that keeps the connection does not keep us.
  const kept = onceAsked(socket => socket.write(ok('{}', 'Connection: keep-alive\r\n')));
  assert.equal((await ask(t, kept)).failure, undefined);
});

test('an answer without a body ends with its head', async t => {
  for (const status of [204, 304]) {
    const { response, failure } = await ask(
      t,
      onceAsked(socket => socket.write(`HTTP/1.1 ${status} None\r\n\r\n`)),
    );
    assert.deepEqual([response?.status, response?.body.length, failure], [status, 0, undefined]);
  }
});

test('1xx answers are skipped, 101 is an answer', async t => {
  const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
  assert.equal((await ask(t, answering(early + ok('{}')))).response?.status, 200);
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  const { response, failure } = await ask(
    t,
    onceAsked(socket => socket.write(upgrade)),
  );
  assert.deepEqual([response?.status, failure], [101, undefined]);
});

test('1xx answers without end run into the time-out', async t => {
  const endless = onceAsked(socket => {
    const more = (): void => {
      if (socket.writable) socket.write('HTTP/1.1 100 Continue\r\n\r\n', () => setImmediate(more));
    };
    more();
  });
  const { response, failure } = await ask(t, endless, { timeout: 100 });
  assert.deepEqual([response, failure?.kind], [undefined, 'timeout']);
});

test('a status that HTTP does not know is kept', async t => {
  for (const status of [299, 600, 999]) {
    assert.equal(
      (await ask(t, answering(`HTTP/1.1 ${status} Odd\r\nContent-Length: 0\r\n\r\n`))).response?.status,
      status,
    );
  }
});

test('a body beyond the limit is a failure, and its beginning is kept', async t => {
  const limits = { bodyBytes: 1000, keptBytes: 100 };
  assert.equal((await ask(t, answering(ok('x'.repeat(1000))), limits)).failure, undefined);
  for (const body of ['x'.repeat(1001), 'x'.repeat(3000)]) {
    const { response, failure, text } = await ask(t, answering(ok(body)), limits);
    assert.deepEqual([response?.status, failure?.kind, text], [200, 'too-large', 'x'.repeat(100)]);
  }
  const endless = onceAsked(socket => {
    const more = (): boolean => socket.writable && socket.write('x'.repeat(500), () => setImmediate(more));
    socket.write('HTTP/1.1 200 OK\r\n\r\n', more);
  });
  assert.equal((await ask(t, endless, limits)).failure?.kind, 'too-large');
});

test('a header section beyond the limit is a failure', async t => {
  const huge = answering(ok('{}', `X-Huge: ${'x'.repeat(3000)}\r\n`));
  assert.deepEqual((await ask(t, huge, { headerBytes: 2000 })).failure, {
    kind: 'too-large',
    message: 'the header section is too large (HPE_HEADER_OVERFLOW)',
  });
  assert.equal((await ask(t, huge, { headerBytes: 4000 })).failure, undefined);
  const endless = onceAsked(socket => {
    const more = (): boolean => socket.writable && socket.write('X-More: x\r\n', () => setImmediate(more));
    socket.write('HTTP/1.1 200 OK\r\n', more);
  });
  assert.equal((await ask(t, endless, { headerBytes: 2000 })).failure?.kind, 'too-large');
});

test('silence, before the head or after it, ends with the time-out', async t => {
  const never = await ask(t, () => {}, { timeout: 50 });
  assert.deepEqual(never.response, undefined);
  assert.deepEqual(never.failure, { kind: 'timeout', message: 'timed out after 0.05 s' });
  const silent = onceAsked(socket => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'));
  const { response, failure, text } = await ask(t, silent, { timeout: 700 });
  assert.deepEqual([response?.status, failure?.kind, text], [200, 'timeout', '{']);
});

test('a byte now and then does not put the time-out off', async t => {
  const trickle = onceAsked(socket => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 5);
    socket.on('close', () => clearInterval(timer));
  });
  const { response, failure } = await ask(t, trickle, { timeout: 700 });
  assert.deepEqual([response?.status, failure?.kind], [200, 'timeout']);
});

test('a connection that is reset or closed without an answer', async t => {
  const reset = await ask(
    t,
    onceAsked(socket => socket.resetAndDestroy()),
  );
  assert.deepEqual([reset.response, reset.failure?.kind], [undefined, 'closed']);
  const shut = await ask(
    t,
    onceAsked(socket => socket.end()),
  );
  assert.equal(shut.failure?.kind, 'closed');
  const accepted = await ask(t, socket => socket.destroy());
  assert.equal(accepted.failure?.kind, 'closed');
});

test('a body that breaks off is kept with the failure', async t => {
  const long = await ask(t, answering('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":1}'));
  assert.deepEqual([long.response?.status, long.failure?.kind, long.text], [200, 'closed', '{"a":1}']);
  const chunk = await ask(t, answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"a":1}'));
  assert.deepEqual([chunk.response?.status, chunk.failure?.kind, chunk.text], [200, 'closed', '{"a":1}']);
});

test('bytes beyond the declared length are no part of the body, and a failure', async t => {
  const { response, failure, text } = await ask(t, answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"a":1}'));
  assert.deepEqual([response?.status, failure?.kind, text], [200, 'not-http', '{"']);
});

test('what is no HTTP/1.1 answer', async t => {
  const noise = [
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/2.0 200 OK\r\n\r\n',
    'HTTP/1.1 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
    '\x15\x03\x01\x00\x02\x02\x16',
    '\x00\x00\x12\x04\x00\x00\x00\x00\x00',
  ];
  for (const bytes of noise) {
    const { failure } = await ask(t, answering(bytes));
    assert.equal(failure?.kind, 'not-http', JSON.stringify(bytes));
  }
});

test('a chunk size that is none breaks the body off', async t => {
  const { failure } = await ask(t, answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'));
  assert.equal(failure?.kind, 'not-http');
});
