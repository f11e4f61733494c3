import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import fc from 'fast-check';
import { signedHeaders } from '../../src/wire/signing.ts';
import { anyText } from '../text/any-text.ts';

const keys = { accessKey: 'ACCESSKEYOFATEST', secretKey: 'secret-canary/of+a=test' };
const now = new Date('2026-11-24T14:36:00.987Z');
const url = 'https://vbs.test/v3/p/backups/b';

type Request = Parameters<typeof signedHeaders>[0];

const requestOf = (change: Partial<Request> = {}): Request => ({ method: 'GET', url, headers: {}, ...change });

const authorizationOf = (change: Partial<Request> = {}): string | undefined =>
  signedHeaders(requestOf(change), keys, now).Authorization;

/**
 * The vendor's signer. It encodes a path that is encoded already once more, where the vendor's signer for Python decodes
 * it first; so it is handed the decoded path.
 */
class IndependentSigner extends AKSKSigner {
  protected static override CanonicalURI(path = '/'): string | undefined {
    return AKSKSigner.CanonicalURI(decodeURIComponent(path));
  }
}

/** What the vendor's signer makes of the same request, the same signed fields and the same date. */
function independentAuthorization(
  { method, url: endpoint, headers }: Request,
  { accessKey, secretKey } = keys,
): string {
  const { searchParams } = new URL(endpoint);
  const queryParams = Object.fromEntries([...searchParams.keys()].map(key => [key, searchParams.getAll(key)]));
  const signed = Object.entries(headers).filter(([name]) => /^x-(?:project-id|sdk-date)$/i.test(name));
  const credential = {
    getAk: () => accessKey,
    getSk: () => secretKey,
    processAuthRequest: () => assert.fail(),
    processAuthParams: () => assert.fail(),
  };
  const request = { method, endpoint, queryParams, headers: Object.fromEntries(signed) };
  const { Authorization } = IndependentSigner.sign(request, credential) as { Authorization: string };
  return Authorization;
}

function assertSameAsIndependent(request: Request, ownKeys = keys, date = now): void {
  const headers = signedHeaders(request, ownKeys, date);
  assert.equal(headers.Authorization, independentAuthorization({ ...request, headers }, ownKeys), request.url);
}

test('a known answer of an independent implementation', () => {
  const headers = { Accept: 'application/json', 'X-Project-Id': '0a1b2c' };
  const request = requestOf({ url: 'https://vbs.test:8776/v3/0a1b2c/backups/b%C3%A4?b=2&a=%20&a=', headers });
  assert.deepEqual(signedHeaders(request, keys, now), {
    ...headers,
    'X-Sdk-Date': '20261124T143600Z',
    Authorization:
      'SDK-HMAC-SHA256 Access=ACCESSKEYOFATEST, SignedHeaders=host;x-project-id;x-sdk-date, ' +
      'Signature=eb8a1f5ec3261ea102d450a9e2ce4ed11fbbc48da5390a5fd9e65430a24d8d41',
  });
});

test('methods, hosts and plain paths are signed as by an independent implementation', () => {
  for (const method of ['GET', 'PATCH', 'TRACE', 'CONFORM']) assertSameAsIndependent(requestOf({ method }));
  for (const origin of ['http://vbs.test', 'https://vbs.test:8776', 'http://127.0.0.1:8080', 'https://[::1]:8776']) {
    for (const path of ['', '/', '/v3', '/v3/', '/v3/p/backups/b', '/v3//b', '/-._~', "/!$&'()*+,;=:@"]) {
      assertSameAsIndependent(requestOf({ url: origin + path }));
    }
  }
});

test('an encoded path is decoded once and encoded once', () => {
  const names = ['b%20b', '%C3%A4', '%c3%a4', 'ä', '%62', '%2541', '%25', 'a%2Fb', '%3F%23', '%F0%9F%92%BE'];
  for (const name of names) assertSameAsIndependent(requestOf({ url: `https://vbs.test/v3/${name}` }));
});

test('a query is signed sorted, however it is spelt', () => {
  const queries = [
    '?',
    '?limit=2&marker=b',
    '?b=1&a=2&B=3&A=4&10=5&9=6',
    '?a=2&a=1&a=10&a=',
    '?a&b=&=c&&',
    '?a==&b=c=d',
    '?name=%C3%A4&%C3%A4=z&z=1&~=2',
    '?name=ä b&n+m=a+b&p=%2B',
    "?q=!*'()/?:@$,;[]&r=%26%3D%23",
    '?%F0%9F%92%BE=%F0%9F%92%BE',
    '?__proto__=1',
  ];
  for (const query of queries) assertSameAsIndependent(requestOf({ url: url + query }));
});

// Characters from U+E000 on are left out: the independent implementation sorts by UTF-16 code units, the vendor's signers
// for Go and Python by code points, as we do.
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'AZaz09-._~ !"#$%&\'()*+,/:;=?@[]{}|\\^`'),
    fc.integer({ min: 0, max: 0xd7ff }).map(code => String.fromCharCode(code)),
  ),
  maxLength: 8,
});

// Dot segments are left out: the independent implementation signs them, while the sender resolves them before it sends.
const segment = text.filter(one => one !== '.' && one !== '..').map(encodeURIComponent);

const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'PATCH', 'TRACE'),
  url: fc
    .tuple(
      fc.constantFrom('https://vbs.test', 'http://vbs.test:8776'),
      fc.array(segment),
      fc.array(fc.tuple(text, text)),
    )
    .map(([origin, path, query]) => `${origin}/${path.join('/')}?${new URLSearchParams(query)}`),
  headers: fc.constantFrom<Request['headers']>({}, { 'X-Project-Id': 'p' }, { 'x-project-id': 'p', Accept: '*/*' }),
});

const anyKeys = fc.record({
  accessKey: fc.string({ unit: fc.constantFrom(...'ABCXYZ0189'), minLength: 1 }),
  secretKey: anyText({ minLength: 1 }),
});

const anyDate = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });

test('any request is signed as by an independent implementation', () => {
  fc.assert(fc.property(anyRequest, anyKeys, anyDate, assertSameAsIndependent));
});

test('what the URL says is signed as the sender will send it', () => {
  // The independent implementation signs a port and dot segments that are never sent.
  assert.equal(authorizationOf({ url: url.replace('.test', '.test:443') }), authorizationOf());
  assert.equal(authorizationOf({ url: url.replace('/v3', '/v2/./../v3') }), authorizationOf());
  assert.equal(authorizationOf({ url: `${url}#fragment` }), authorizationOf());
});

test('a link with malformed encodings, which the independent implementation refuses, is signed byte by byte', () => {
  assert.equal(authorizationOf({ url: `${url}%zz/%?q=%` }), authorizationOf({ url: `${url}%25zz/%25?q=%25` }));
  assert.equal(authorizationOf({ url: `${url}%ff?%fe=%80` }), authorizationOf({ url: `${url}%FF?%FE=%80` }));
  assert.notEqual(authorizationOf({ url: `${url}%ff` }), authorizationOf({ url: `${url}%fe` }));
});

test('whatever is signed changes the signature', () => {
  const changes = [
    { method: 'PATCH' },
    { url: `${url}b` },
    { url: `${url}/b` },
    { url: url.replace('/b', '/B') },
    { url: url.replace('vbs', 'cbr') },
    { url: url.replace('.test', '.test:8776') },
    { url: `${url}?a` },
    { url: `${url}?a=b` },
    { url: `${url}?b=a` },
    { url: `${url}?a=b&a=b` },
    { headers: { 'X-Project-Id': 'p' } },
    { headers: { 'X-Project-Id': 'q' } },
  ];
  const signatures = [
    ...[{}, ...changes].map(change => authorizationOf(change)),
    signedHeaders(requestOf(), { ...keys, secretKey: 'another' }, now).Authorization,
    signedHeaders(requestOf(), keys, new Date('2026-11-24T14:36:01Z')).Authorization,
  ].map(authorization => authorization?.replace(/.*Signature=/, ''));
  assert.equal(new Set(signatures).size, signatures.length);
});

test('what a front may rewrite is sent along unsigned', () => {
  const headers = { Accept: '*/*', 'User-Agent': 'suite', 'Transfer-Encoding': 'gzip, chunked' };
  const signed = signedHeaders(requestOf({ headers }), keys, now);
  assert.deepEqual(signed, { ...headers, 'X-Sdk-Date': '20261124T143600Z', Authorization: authorizationOf() });
});

test("a field's value is signed without the space around it, which the independent implementation leaves", () => {
  const [spaced, plain] = [' p\t', 'p'].map(project => authorizationOf({ headers: { 'X-Project-Id': project } }));
  assert.equal(spaced, plain);
});

test('the secret key never stands in the result', () => {
  fc.assert(
    fc.property(anyRequest, fc.uuid(), (request, secretKey) => {
      assert.ok(!JSON.stringify(signedHeaders(request, { ...keys, secretKey }, now)).includes(secretKey));
    }),
  );
});
