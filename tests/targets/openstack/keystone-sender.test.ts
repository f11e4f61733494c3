import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { authRequest } from '../../../src/targets/openstack/keystone.ts';
import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';
import { requestToken } from '../../../src/targets/openstack/keystone-sender.ts';
import { answering, onceAsked, serve, unusedPort } from '../../wire/serving.ts';
import { told } from '../telling.ts';
import { tokenBody } from './keystone-answers.ts';
import { listen, replying } from './keystone-server.ts';
import { sampleAccess } from './sample-access.ts';

const never = new AbortController().signal;

/** Asks the Keystone at this origin for a token. @param timeout milliseconds */
function ask(origin: string, change: Partial<KeystoneAccess> = {}, timeout = 10_000, ended = never) {
  const access = sampleAccess({ authUrl: `${origin}/v3`, ...change });
  const options = { timeout, userAgent: 'vbs-conformance/0.0.0' };
  return requestToken(access, authRequest(access, 'configured'), options, ended);
}

/** Asserts what is told of a Keystone that answers with these bytes. */
async function assertSilent(
  t: TestContext,
  speak: (socket: Socket, heard: () => string) => void,
  what: RegExp,
  timeout?: number,
): Promise<void> {
  const { origin } = await serve(t, speak);
  await assert.rejects(ask(origin, {}, timeout), told(what));
}

test('one POST is sent, with the credentials in its body and nowhere else', async t => {
  const { origin, seen } = await listen(t, replying(201, tokenBody(), { 'X-Subject-Token': 'granted-token' }));
  const answer = await ask(origin);
  assert.deepEqual(answer, { status: 201, token: 'granted-token', location: undefined, body: tokenBody() });
  assert.equal(seen.length, 1);
  const [{ method, url, headers, body } = assert.fail()] = seen;
  assert.deepEqual([method, url], ['POST', '/v3/auth/tokens']);
  assert.deepEqual(
    [headers['content-type'], headers.accept, headers['content-length']],
    ['application/json', 'application/json', String(Buffer.byteLength(body))],
  );
  assert.equal(headers['user-agent'], 'vbs-conformance/0.0.0');
  assert.doesNotMatch(JSON.stringify(headers), /canary/);
  assert.deepEqual(JSON.parse(body), authRequest(sampleAccess(), 'configured'));
});

test('a run that ends waits for nobody', async t => {
  const ending = new AbortController();
  const { origin } = await serve(t, () => ending.abort());
  await assert.rejects(ask(origin, {}, 60_000, ending.signal), told(/does not answer in time/));
});

test('names in any script arrive whole', async t => {
  const { origin, seen } = await listen(t, replying(201, {}));
  await ask(origin, { project: { name: 'プロジェクト', domain: { name: 'Bücher' } } });
  assert.match(seen[0]?.body ?? '', /"プロジェクト".*"Bücher"/);
});

test('any status is an answer, with its body if that is JSON', async t => {
  const bodies: readonly (readonly [number, string, unknown])[] = [
    [201, '', undefined],
    [300, '{"choices": []}', { choices: [] }],
    [400, '<html>no</html>', undefined],
    [401, '{"error": {"code": 401}}', { error: { code: 401 } }],
    [403, 'null', null],
    [404, '{"error": ', undefined],
    [500, '\ufeff{}', undefined],
    [503, '\xff\xfe', undefined],
    [999, '[]', []],
  ];
  for (const [status, text, body] of bodies) {
    const { origin } = await listen(t, replying(status, text));
    assert.deepEqual(await ask(origin), { status, token: undefined, location: undefined, body });
  }
});

test('deeply nested JSON is an answer like any other', async t => {
  const { origin } = await listen(t, replying(201, `${'['.repeat(200_000)}${']'.repeat(200_000)}`));
  assert.equal((await ask(origin)).status, 201);
});

test('a redirect is not followed: the password goes to nobody else', async t => {
  const other = await listen(t, replying(201, tokenBody(), { 'X-Subject-Token': 'granted-token' }));
  for (const status of [301, 302, 303, 307, 308]) {
    const { origin } = await listen(t, replying(status, '', { Location: `${other.origin}/v3/auth/tokens` }));
    const { status: answered, location, token } = await ask(origin);
    assert.deepEqual([answered, location, token], [status, `${other.origin}/v3/auth/tokens`, undefined]);
  }
  assert.equal(other.seen.length, 0);
});

test('answers on the way to the final one are skipped', async t => {
  const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
  const { origin } = await serve(t, answering(`${early}HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}`));
  assert.equal((await ask(origin)).status, 201);
});

test('an answer that never comes or never ends is told, and so is one that wants another protocol', async t => {
  const late =
    /^Keystone at http:\/\/127\.0\.0\.1:\d+\/v3 does not answer in time; check OS_AUTH_URL, and whether this machine can reach it/;
  await assertSilent(t, () => {}, late, 100);
  const head = 'HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{';
  await assertSilent(
    t,
    onceAsked(socket => socket.write(head)),
    late,
    300,
  );
  const trickle = onceAsked(socket => {
    socket.write('HTTP/1.1 201 Created\r\n\r\n');
    const timer = setInterval(() => socket.write(' '), 5);
    socket.on('close', () => clearInterval(timer));
  });
  await assertSilent(t, trickle, late, 300);
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: canary\r\n\r\n';
  await assertSilent(
    t,
    onceAsked(socket => socket.write(upgrade)),
    / does not answer: it switches to another protocol; check OS_AUTH_URL/,
  );
});

test('a time-out may be any number of milliseconds', async t => {
  const { origin } = await listen(t, replying(201, {}));
  assert.equal((await ask(origin, {}, 16_100.000000000002)).status, 201);
});

test('an answer of a megabyte is read, a larger one is not', async t => {
  const fitting = `"${'x'.repeat(1024 * 1024 - 2)}"`;
  const { origin } = await listen(t, replying(201, fitting));
  assert.equal((await ask(origin)).body, fitting.slice(1, -1));
  const large = await listen(t, replying(201, `${fitting} `));
  await assert.rejects(ask(large.origin), told(/ does not answer: its answer is larger than 1 MiB; check OS_AUTH_URL/));
  const endless = onceAsked(socket => {
    const more = (): boolean => socket.writable && socket.write('x'.repeat(60_000), () => setImmediate(more));
    socket.write('HTTP/1.1 201 Created\r\n\r\n', more);
  });
  await assertSilent(t, endless, /its answer is larger than 1 MiB/);
  const fields = onceAsked(socket => {
    const more = (): boolean => socket.writable && socket.write('X-More: canary\r\n', () => setImmediate(more));
    socket.write('HTTP/1.1 201 Created\r\n', more);
  });
  await assertSilent(t, fields, /: the header section is too large \(HPE_HEADER_OVERFLOW\); check/);
});

test('what is no HTTP, or breaks off, is told as that', async t => {
  await assertSilent(
    t,
    answering('SSH-2.0-canary\r\n'),
    /: the answer is not valid HTTP\/1\.1 \(HPE_INVALID_CONSTANT\)/,
  );
  const closed = /: the connection was interrupted \(ECONNRESET\); check OS_AUTH_URL/;
  await assertSilent(t, socket => socket.destroy(), closed);
  await assertSilent(
    t,
    onceAsked(socket => socket.resetAndDestroy()),
    closed,
  );
  await assertSilent(t, answering('HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{}'), closed);
  await assertSilent(
    t,
    answering('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    /not valid HTTP/,
  );
});

test('a Keystone that is not there is told by its URL', async () => {
  const refused = /^Keystone at http:\/\/127\.0\.0\.1:\d+\/v3 does not answer: the connection failed \(ECONNREFUSED\)/;
  await assert.rejects(ask(`http://127.0.0.1:${await unusedPort()}`), told(refused));
  const unknown =
    /^Keystone at http:\/\/keystone\.invalid\/v3 does not answer: the host name is unknown \(E[A-Z_]+\); check/;
  await assert.rejects(ask('http://keystone.invalid'), told(unknown));
});
