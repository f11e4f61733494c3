import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../wire/serving.ts';
import { command, inNewFolder } from './command.ts';

/** What a command tells on the error stream. It exits 2, and shows nothing else. */
const toldBy = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await command(args, env, folder);
    assert.deepEqual([status, stdout], [2, '']);
    return stderr;
  });

const nowhere = 'http://127.0.0.1:9';
const cannot = /^Cannot connect to http:\/\/127\.0\.0\.1:9: the connection failed \(ECONNREFUSED\)[^\n]*\.\n$/;

for (const verb of ['check', 'run', 'doctor']) {
  test(`where nothing listens, ${verb} says so, whatever else is missing`, async () => {
    for (const env of [{}, { OS_PROJECT_ID: 'p1' }, { OS_TOKEN: 'canary-token' }, { VBS_ACCESS_KEY: 'canary-key' }]) {
      assert.match(await toldBy([verb], { ...env, VBS_ENDPOINT: nowhere }), cannot);
    }
    assert.match(await toldBy([verb, '--endpoint', nowhere], {}), cannot);
    const cloud = { OS_AUTH_URL: 'http://127.0.0.1:9/v3', VBS_ENDPOINT: nowhere };
    assert.match(await toldBy([verb, '--target', 'cloud'], cloud), cannot, 'a password is missing');
  });
}

test('where something listens, a proxy is on the way, or nothing may be sent, the missing variable is told', async t => {
  let bytes = 0;
  const { origin } = await serve(t, socket => {
    socket.on('data', data => {
      bytes += data.length;
    });
  });
  const missing = /^OS_PROJECT_ID is not set, but a live service is tested; set it to/;
  assert.match(await toldBy(['check'], { VBS_ENDPOINT: origin }), missing);
  assert.match(
    await toldBy(['run'], { VBS_ENDPOINT: origin, OS_PROJECT_ID: 'p1' }),
    /^OS_TOKEN is not set, but a live/,
  );
  assert.equal(bytes, 0, 'it hears nothing');
  const behind = { VBS_ENDPOINT: 'http://vbs.invalid', HTTP_PROXY: nowhere };
  assert.match(await toldBy(['check'], behind), missing);
  assert.match(await toldBy(['check', '--dry-run'], { VBS_ENDPOINT: nowhere }), missing);
});

test('an unknown host name is told, too; a failure of TLS is not, because OS_CACERT may be what is missing', async t => {
  assert.match(
    await toldBy(['doctor'], { VBS_ENDPOINT: 'http://vbs.invalid' }),
    /^Cannot connect to http:\/\/vbs\.invalid: the host name is unknown/,
  );
  const { origin } = await serve(t, socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  assert.match(
    await toldBy(['doctor'], { VBS_ENDPOINT: origin.replace('http:', 'https:') }),
    /^OS_PROJECT_ID is not set/,
  );
});
