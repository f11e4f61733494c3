import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { AnswerOrFailure } from '../../src/wire/answer.ts';
import { bodiesWithin } from '../../src/wire/bodies.ts';
import type { Limits } from '../../src/wire/limits.ts';
import { sendUnfinished } from '../../src/wire/unfinished.ts';
import { limitsOf, trust, unfinishedOf } from './sendings.ts';
import { serve, unusedPort } from './serving.ts';

interface Heard extends AnswerOrFailure {
  readonly heard: string;
  readonly text: string;
}

/** Sends the unfinished request to a server that does this once it has heard all that will come. */
async function ask(
  t: TestContext,
  reply: (socket: Socket) => void,
  { wait = 10_000, ...limits }: Partial<Limits> & { readonly wait?: number } = {},
): Promise<Heard> {
  const endpoint = await serve(t, (socket, heard) => {
    const listen = (): void => {
      if (!heard().endsWith('X-Unfinished: ')) return;
      socket.off('data', listen);
      reply(socket);
    };
    socket.on('data', listen);
  });
  const all = limitsOf(limits);
  const sending = unfinishedOf(`${endpoint.origin}/v3/p/backups/b?x=1`, wait);
  const outcome = await sendUnfinished(sending, trust, all, bodiesWithin(all)());
  await endpoint.quiet();
  const [heard = ''] = endpoint.heard;
  return { ...outcome, heard, text: Buffer.from(outcome.response?.body ?? []).toString('latin1') };
}

test('what is sent has no end', async t => {
  const { heard } = await ask(t, socket => socket.end());
  assert.match(
    heard,
    /^GET \/v3\/p\/backups\/b\?x=1 HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\nAccept: \*\/\*\r\nX-Unfinished: $/,
  );
});

test('an answer is read like any other', async t => {
  const fields = 'X-a: 1\r\nX-A: 2\r\nContent-Length: 2\r\n';
  const answer = await ask(t, socket => socket.end(`HTTP/1.1 408 Too slow\r\n${fields}\r\n{}`));
  assert.deepEqual([answer.response?.status, answer.response?.reason, answer.failure], [408, 'Too slow', undefined]);
  assert.deepEqual(answer.response?.headers.slice(0, 2), [
    ['X-a', '1'],
    ['X-A', '2'],
  ]);
  assert.equal(answer.text, '{}');
});

test('an answer on a connection that stays open ends with its length or last chunk', async t => {
  const length = await ask(t, socket => socket.write('HTTP/1.1 408 Slow\r\nContent-Length: 2\r\n\r\n{}'));
  assert.deepEqual([length.text, length.failure], ['{}', undefined]);
  const chunked = await ask(t, socket =>
    socket.write('HTTP/1.1 408 Slow\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'),
  );
  assert.deepEqual([chunked.text, chunked.failure], ['{}', undefined]);
});

test('1xx answers are skipped', async t => {
  const { response } = await ask(t, socket => socket.end('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 408 Slow\r\n\r\n'));
  assert.equal(response?.status, 408);
});

test('an answer whose body does not end is an answer, and a failure', async t => {
  const { response, failure, text } = await ask(t, socket => socket.write('HTTP/1.1 408 Slow\r\n\r\n{'), { wait: 700 });
  assert.deepEqual([response?.status, failure?.kind, text], [408, 'timeout', '{']);
  const large = await ask(
    t,
    socket => socket.write(`HTTP/1.1 408 Slow\r\nContent-Length: 9000\r\n\r\n${'x'.repeat(9000)}`),
    { bodyBytes: 1000, keptBytes: 10 },
  );
  assert.deepEqual([large.response?.status, large.failure?.kind, large.text.length], [408, 'too-large', 10]);
});

test('closed without a word, by an end or a reset', async t => {
  for (const hangUp of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const { response, failure } = await ask(t, hangUp);
    assert.deepEqual([response, failure?.kind], [undefined, 'closed']);
  }
});

test('nothing in time', async t => {
  const { response, failure } = await ask(t, () => {}, { wait: 50 });
  assert.deepEqual([response, failure?.kind], [undefined, 'timeout']);
});

test('garbage is no answer', async t => {
  for (const garbage of ['SSH-2.0-x\r\n', 'HTTP/1.1 40', 'HTTP/2.0 408 Slow\r\n\r\n', '\x00\x00']) {
    const { response, failure } = await ask(t, socket => socket.end(garbage));
    assert.equal(response, undefined);
    assert.match(failure?.kind ?? '', /^(?:not-http|closed)$/, garbage);
  }
});

test('a byte at a time is read as one answer', async t => {
  const answer = 'HTTP/1.1 408 Slow\r\nContent-Length: 2\r\n\r\n{}';
  const { response, text } = await ask(t, socket => {
    socket.setNoDelay(true);
    const say = (index: number): void => {
      if (index < answer.length) socket.write(answer.charAt(index), () => setImmediate(say, index + 1));
    };
    say(0);
  });
  assert.deepEqual([response?.status, text], [408, '{}']);
});

test('a port that refuses, and TLS towards a server that speaks none', async t => {
  const limits = limitsOf();
  const refused = await sendUnfinished(
    unfinishedOf(`http://127.0.0.1:${await unusedPort()}/`),
    trust,
    limits,
    bodiesWithin(limits)(),
  );
  assert.deepEqual([refused.response, refused.failure?.kind], [undefined, 'refused']);
  const endpoint = await serve(t, socket => socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')));
  const url = endpoint.origin.replace('http:', 'https:');
  const plain = await sendUnfinished(unfinishedOf(url), trust, limits, bodiesWithin(limits)());
  assert.deepEqual([plain.response, plain.failure?.kind], [undefined, 'tls']);
});

test('it goes to the front where there is one, but asks for what the endpoint has', async t => {
  const speak = (socket: Socket, heard: () => string): void => {
    socket.on('data', () => {
      if (heard().endsWith('X-Unfinished: ')) socket.end('HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n');
    });
  };
  const [endpoint, front] = [await serve(t, speak), await serve(t, speak)];
  const limits = limitsOf();
  const sending = { ...unfinishedOf(`${endpoint.origin}/prefix/v3/b?x=1`), front: `${front.origin}/its/own/path` };
  const { response } = await sendUnfinished(sending, trust, limits, bodiesWithin(limits)());
  assert.equal(response?.status, 408);
  assert.deepEqual(endpoint.heard, []);
  assert.deepEqual(front.heard, [
    `GET /prefix/v3/b?x=1 HTTP/1.1\r\nHost: ${new URL(endpoint.origin).host}\r\nAccept: */*\r\nX-Unfinished: `,
  ]);
});

test('a front that cannot be reached is told as such, though the endpoint can', async t => {
  const endpoint = await serve(t, () => {});
  const limits = limitsOf();
  for (const scheme of ['http', 'https']) {
    const sending = { ...unfinishedOf(endpoint.origin), front: `${scheme}://127.0.0.1:${await unusedPort()}` };
    const { failure } = await sendUnfinished(sending, trust, limits, bodiesWithin(limits)());
    assert.equal(failure?.kind, 'refused', scheme);
  }
  assert.deepEqual(endpoint.heard, []);
});
