import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authRequest, refusal } from '../../../src/targets/openstack/keystone.ts';
import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';
import { requestToken } from '../../../src/targets/openstack/keystone-sender.ts';
import { certificateFor } from '../../wire/certificate.ts';
import { answering, serve, unusedPort } from '../../wire/serving.ts';
import { told } from '../telling.ts';
import { listen, replying, tunnelTo } from './keystone-server.ts';
import { sampleAccess } from './sample-access.ts';

/** An access to the Keystone at this origin. */
const accessTo = (origin: string, change: Partial<KeystoneAccess> = {}): KeystoneAccess =>
  sampleAccess({ authUrl: `${origin}/v3`, ...change });

const never = new AbortController().signal;

const ask = (access: KeystoneAccess, timeout = 10_000) =>
  requestToken(access, authRequest(access, 'configured'), { timeout, userAgent: 'test' }, never);

const own = certificateFor('127.0.0.1');

test('a certificate that nobody known has signed is not believed, and the remedy is told', async t => {
  const { origin, seen } = await listen(t, replying(201, {}), own);
  const pattern =
    / does not answer: the TLS connection failed \([A-Z_]+\); set OS_CACERT to the file with .*; check OS_AUTH_URL/;
  await assert.rejects(ask(accessTo(origin)), told(pattern));
  assert.equal(seen.length, 0, 'the password was not sent');
});

test("an authority of one's own is believed, and only that", async t => {
  const { origin } = await listen(t, replying(201, {}), own);
  const bundle = certificateFor('127.0.0.2').cert + own.cert;
  for (const ca of [own.cert, bundle]) {
    assert.equal((await ask(accessTo(origin, { trust: { ca, isInsecure: false } }))).status, 201);
  }
  const other = { ca: certificateFor('127.0.0.1').cert, isInsecure: false };
  await assert.rejects(ask(accessTo(origin, { trust: other })), told(/the TLS connection failed .*OS_CACERT/));
});

test('a certificate for another address is not believed, whoever signed it', async t => {
  const wrong = certificateFor('127.0.0.2');
  const { origin, seen } = await listen(t, replying(201, {}), wrong);
  const trust = { ca: wrong.cert, isInsecure: false };
  const pattern =
    /the TLS connection failed \(ERR_TLS_CERT_ALTNAME_INVALID\); the certificate of the server is .*; check OS_AUTH_URL/;
  await assert.rejects(ask(accessTo(origin, { trust })), told(pattern));
  assert.equal(seen.length, 0);
});

test('OS_INSECURE believes any certificate', async t => {
  const { origin } = await listen(t, replying(201, {}), certificateFor('127.0.0.2'));
  assert.equal((await ask(accessTo(origin, { trust: { ca: undefined, isInsecure: true } }))).status, 201);
});

test('TLS where there is none, and none where there is', async t => {
  const plain = await listen(t, replying(201, {}));
  await assert.rejects(ask(accessTo(plain.origin.replace('http:', 'https:'))), told(/the TLS connection failed \(E/));
  const secure = await listen(t, replying(201, {}), own);
  await assert.rejects(ask(accessTo(secure.origin.replace('https:', 'http:'))), told(/ does not answer: /));
});

test('an http Keystone is asked through the proxy in absolute form', async t => {
  const proxy = await listen(t, replying(201, {}));
  const route = proxy.origin.replace('//', '//name:proxy-canary@');
  assert.equal((await ask(accessTo('http://k.test', { route }))).status, 201);
  const [{ method, url, headers } = assert.fail()] = proxy.seen;
  assert.deepEqual([method, url, headers.host], ['POST', 'http://k.test/v3/auth/tokens', 'k.test']);
  const credentials = Buffer.from('name:proxy-canary').toString('base64');
  assert.equal(headers['proxy-authorization'], `Basic ${credentials}`);
});

test('an https Keystone is reached through a tunnel, and its certificate is verified there, too', async t => {
  const keystone = await listen(t, replying(201, {}), own);
  const proxy = await tunnelTo(t, Number(new URL(keystone.origin).port));
  const route = proxy.origin;
  const trust = { ca: own.cert, isInsecure: false };
  assert.equal((await ask(accessTo('https://127.0.0.1:5000', { route, trust }))).status, 201);
  assert.deepEqual([proxy.seen[0]?.method, proxy.seen[0]?.url], ['CONNECT', '127.0.0.1:5000']);
  assert.doesNotMatch(JSON.stringify(proxy.seen), /canary/);
  const insecure = { ca: undefined, isInsecure: true };
  assert.equal((await ask(accessTo('https://127.0.0.1:5000', { route, trust: insecure }))).status, 201);
  await assert.rejects(
    ask(accessTo('https://127.0.0.1:5000', { route })),
    told(/the TLS connection failed .*OS_CACERT/),
  );
  await assert.rejects(
    ask(accessTo('https://127.0.0.2:5000', { route, trust })),
    told(/the TLS connection failed \(ERR_TLS_CERT_ALTNAME_INVALID\)/),
  );
  assert.equal(keystone.seen.length, 2);
});

test('a proxy that demands credentials is told by its variable', async t => {
  const proxy = await serve(t, answering('HTTP/1.1 407 No\r\nContent-Length: 6\r\n\r\ncanary'));
  const plain = accessTo('http://k.test', { route: proxy.origin });
  const answer = await ask(plain);
  assert.equal(answer.status, 407);
  told(/^The proxy in HTTP_PROXY requires a name and a password/)(refusal(answer, plain, false));
  const secure = accessTo('https://k.test', { route: proxy.origin });
  const pattern =
    / \(through the proxy in HTTPS_PROXY\) does not answer: at the proxy: a name and a password are required \(407\); use/;
  await assert.rejects(ask(secure), told(pattern));
  assert.doesNotMatch(proxy.heard[1] ?? '', /canary|auth\/tokens/);
});

test('a proxy that is not there, or breaks off, is told by its variable, without its password', async t => {
  const nobody = `http://name:proxy-canary@127.0.0.1:${await unusedPort()}`;
  const closing = (await serve(t, socket => socket.destroy())).origin.replace('//', '//name:proxy-canary@');
  for (const route of [nobody, closing]) {
    await assert.rejects(
      ask(accessTo('https://k.test', { route })),
      told(
        /^Keystone at https:\/\/k\.test\/v3 \(through the proxy in HTTPS_PROXY\) does not answer: .*; check OS_AUTH_URL and HTTPS_PROXY, and/,
      ),
    );
  }
});

test('a proxy that says nothing is given up in time, and its connection with it', async t => {
  for (const origin of ['https://k.test', 'http://k.test']) {
    const proxy = await serve(t, () => {});
    const access = accessTo(origin, { route: proxy.origin });
    await assert.rejects(
      ask(access, 200),
      told(/ \(through the proxy in HTTPS?_PROXY\) does not answer in time; check OS_AUTH/),
    );
    await proxy.quiet();
  }
});

test('a Keystone that requires a client certificate gets it, also behind a proxy', async t => {
  const client = certificateFor('127.0.0.1');
  const asking = { ...own, requestCert: true, rejectUnauthorized: true, ca: client.cert };
  const { origin } = await listen(t, replying(201, {}), asking);
  const trust = { ca: own.cert, isInsecure: false };
  await assert.rejects(ask(accessTo(origin, { trust })), told(/ does not answer: /));
  const shown = { ...trust, own: client };
  assert.equal((await ask(accessTo(origin, { trust: shown }))).status, 201);
  const proxy = await tunnelTo(t, Number(new URL(origin).port));
  const access = accessTo('https://127.0.0.1:5000', { route: proxy.origin, trust: shown });
  assert.equal((await ask(access)).status, 201);
});
