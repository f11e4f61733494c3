import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfiguredTarget, endpointTarget } from '../../src/targets/configured-target.ts';
import type { IdentityAnswer, KeystoneAccess, KeystoneSender } from '../../src/targets/openstack/authentication.ts';
import { fixedSession, openSession, type Session } from '../../src/targets/session.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { granted, refused, tokenBody } from './openstack/keystone-answers.ts';
import { identities, sampleAccess } from './openstack/sample-access.ts';
import { sampleTarget } from './sample-target.ts';
import { sourcesOf } from './target-sources.ts';
import { told } from './telling.ts';

/** The plan of a target whose token and endpoint come from Keystone, changed as a test needs it. */
function planOf(change: Partial<ConfiguredTarget> = {}): ConfiguredTarget {
  const env = { VBS_ENDPOINT: 'https://own.test', OS_TOKEN: 'own-token', OS_PROJECT_ID: 'own-project' };
  const plan = endpointTarget(env, sourcesOf());
  assert.ok(plan);
  return { ...plan, endpoint: undefined, access: sampleAccess(), ...change };
}

/** Further users, whose Keystones can be told apart by their URLs. */
const [other, noRole] = ['other', 'norole'].map(name => sampleAccess({ authUrl: `https://${name}.test/v3` }));

/** A Keystone that gives one token after the other: `token-1`, `token-2`. */
interface FakeKeystone {
  readonly send: KeystoneSender;
  /** Who was asked with what, in this order. */
  readonly asked: { readonly authUrl: string; readonly scope: unknown }[];
  /** The time, in seconds; each request takes one. */
  seconds: number;
  readonly now: () => Date;
}

/** @param answer what it answers in place of a token that is valid for 100 s, if anything */
function fakeKeystone(
  answer: (access: KeystoneAccess, count: number) => IdentityAnswer | undefined = () => undefined,
): FakeKeystone {
  const keystone: FakeKeystone = {
    asked: [],
    seconds: 0,
    now: () => new Date(keystone.seconds * 1000),
    send: async (access, body) => {
      const { auth } = body as { readonly auth: { readonly scope?: unknown } };
      const count = keystone.asked.push({ authUrl: access.authUrl, scope: auth.scope });
      keystone.seconds += 1;
      const expiry = new Date((keystone.seconds + 99) * 1000).toISOString();
      return answer(access, count) ?? granted(tokenBody({ expires_at: expiry }), `token-no-${count}`);
    },
  };
  return keystone;
}

const open = (keystone: FakeKeystone, change: Partial<ConfiguredTarget> = {}): Promise<Session> =>
  openSession(planOf(change), keystone.send, keystone.now);

test('a session gets its token, project and endpoint from Keystone', async () => {
  const keystone = fakeKeystone();
  const target = await (await open(keystone)).withTokensFor(0);
  assert.deepEqual(
    [target.token, target.project, target.endpoint, target.keys],
    ['token-no-1', 'p1', 'https://vbs.test', undefined],
  );
  assert.equal(keystone.asked.length, 1);
});

test('everybody is asked for once, in order, and each token finds its place', async () => {
  const keystone = fakeKeystone(({ authUrl }, count) =>
    authUrl.includes('other') ? granted(tokenBody({ project: { id: 'p2' } }), `token-no-${count}`) : undefined,
  );
  const session = await open(keystone, { other, noRole, otherProject: 'configured' });
  const target = await session.withTokensFor(0);
  assert.deepEqual(
    keystone.asked.map(({ authUrl }) => authUrl),
    ['https://k.test/v3', 'https://other.test/v3', 'https://norole.test/v3'],
  );
  assert.deepEqual([target.token, target.otherToken, target.noRoleToken], ['token-no-1', 'token-no-2', 'token-no-3']);
  assert.equal(target.otherProject, 'p2', "Keystone knows better than VBS_OTHER_PROJECT_ID whose the other's token is");
  await session.withTokensFor(0);
  assert.equal(keystone.asked.length, 3);
});

test('a token is renewed exactly when it expires within the time that is asked for', async () => {
  const keystone = fakeKeystone();
  const session = await open(keystone);
  // Opened at 1 s, it holds until 100 s.
  assert.equal((await session.withTokensFor(99_000)).token, 'token-no-1');
  assert.equal((await session.withTokensFor(99_001)).token, 'token-no-2');
  keystone.seconds = 102;
  assert.equal((await session.withTokensFor(0)).token, 'token-no-3');
  assert.equal((await session.withTokensFor(0)).token, 'token-no-3');
  assert.equal(keystone.asked.length, 3);
});

test('only who needs a new token gets one', async () => {
  const keystone = fakeKeystone(({ authUrl }, count) =>
    authUrl.includes('other') ? undefined : granted(tokenBody(), `long-no-${count}`),
  );
  const session = await open(keystone, { other, noRole });
  const target = await session.withTokensFor(1_000_000);
  assert.deepEqual([target.token, target.otherToken, target.noRoleToken], ['long-no-1', 'token-no-4', 'long-no-3']);
});

test('a token whose end is not told is kept', async () => {
  const keystone = fakeKeystone(() => granted(tokenBody({ expires_at: 'soon' })));
  const session = await open(keystone);
  await session.withTokensFor(1e12);
  assert.equal(keystone.asked.length, 1);
  assert.match(session.identities().join(), /until an unknown time/);
});

test('a renewal that is refused is told, and what was given until then is kept', async () => {
  const keystone = fakeKeystone(({ authUrl }, count) =>
    count > 2 && authUrl.includes('other') ? refused(401) : undefined,
  );
  const session = await open(keystone, { other });
  await assert.rejects(session.withTokensFor(200_000), told(/^Keystone at https:\/\/other\.test\/v3 rejects "demo"/));
  assert.equal((await session.withTokensFor(0)).token, 'token-no-3');
});

test('the service does not move with a new catalog', async () => {
  const moved = [{ type: 'vbs', endpoints: [{ interface: 'public', url: 'https://evil.test' }] }];
  const keystone = fakeKeystone((_, count) => (count > 1 ? granted(tokenBody({ catalog: moved })) : undefined));
  const session = await open(keystone);
  assert.equal((await session.withTokensFor(200_000)).endpoint, 'https://vbs.test');
  const gone = fakeKeystone((_, count) => (count > 1 ? granted(tokenBody({ catalog: [] })) : undefined));
  assert.equal((await (await open(gone)).withTokensFor(200_000)).endpoint, 'https://vbs.test');
});

test('every request to Keystone is told, also one that was refused or not answered', async () => {
  const keystone = fakeKeystone((_, count) => {
    if (count === 4) throw new ConfigurationError('Keystone does not answer.');
    return count === 2 ? refused(401) : undefined;
  });
  const session = await open(keystone);
  await assert.rejects(session.withTokensFor(200_000), told(/ knows the user/));
  await assert.rejects(session.withTokensFor(200_000), told(/^Keystone does not answer\.$/));
  const common = { url: 'https://k.test/v3/auth/tokens', duration: 1000 };
  assert.deepEqual(session.requests(), [
    { ...common, startedAt: '1970-01-01T00:00:00.000Z', status: 201 },
    { ...common, startedAt: '1970-01-01T00:00:01.000Z', status: 401 },
    { ...common, startedAt: '1970-01-01T00:00:02.000Z', status: 201 },
    { ...common, startedAt: '1970-01-01T00:00:03.000Z', failure: 'Keystone does not answer.' },
  ]);
  assert.doesNotMatch(JSON.stringify(session.requests()), /canary|token-no/);
});

test('whom Keystone knows is told in words, without a token', async () => {
  const session = await open(fakeKeystone(), { other });
  assert.deepEqual(session.identities(), [
    '"demo" in the project p1 (member, reader), until 1970-01-01T00:01:40.000Z',
    '"demo" in the project p1 (member, reader), until 1970-01-01T00:01:41.000Z',
  ]);
  const bare = await open(fakeKeystone(() => granted(tokenBody({ roles: [] }))));
  assert.match(bare.identities()[0] ?? '', /\(no roles\)/);
});

test('the catalog is not looked at where the endpoint is configured', async () => {
  const keystone = fakeKeystone(() => granted(tokenBody({ catalog: [] })));
  const target = await (await open(keystone, { endpoint: 'https://own.test/volume' })).withTokensFor(0);
  assert.equal(target.endpoint, 'https://own.test/volume');
  await assert.rejects(
    open(keystone),
    told(/^The catalog of https:\/\/k\.test\/v3 lists nothing, but no block-storage/),
  );
});

test("rate and proxy are those of the catalog's endpoint", async () => {
  const at = async (url: string, change: Partial<ConfiguredTarget> = {}) => {
    const catalog = [{ type: 'vbs', endpoints: [{ interface: 'public', url }] }];
    const keystone = fakeKeystone(() => granted(tokenBody({ catalog })));
    const proxies = { HTTPS_PROXY: 'http://proxy.test:3128', NO_PROXY: 'direct.test' };
    const { rate, route } = await (await open(keystone, { proxies, ...change })).withTokensFor(0);
    return [rate, route];
  };
  assert.deepEqual(await at('https://vbs.test/v3/p1'), [5, 'http://proxy.test:3128']);
  assert.deepEqual(await at('https://direct.test/v3/p1'), [5, undefined]);
  assert.deepEqual(await at('http://vbs.test/v3/p1', { allowsHttp: true }), [5, undefined]);
  assert.deepEqual(await at('https://127.0.0.1:8776/v3/p1'), [undefined, undefined]);
  assert.deepEqual(await at('https://127.0.0.1:8776/v3/p1', { rate: 2 }), [2, undefined]);
  assert.deepEqual(await at('https://vbs.test/v3/p1', { rate: 20 }), [20, 'http://proxy.test:3128']);
  const broken = at('https://vbs.test', { proxies: { HTTPS_PROXY: 'canary' } });
  await assert.rejects(broken, told(/^HTTPS_PROXY is not an http or https URL/));
});

test('tokens and key pairs at hand are taken as they are, and nobody asks Keystone', async () => {
  const keystone = fakeKeystone();
  const at = { kind: 'token', project: undefined } as const;
  const token = await open(keystone, {
    endpoint: 'https://own.test',
    access: { kind: 'token', token: 'own-token', project: 'p7' },
    other: { ...at, token: 'other-token' },
    noRole: { ...at, token: 'norole-token' },
    otherProject: 'p8',
  });
  const target = await token.withTokensFor(1e12);
  assert.deepEqual(
    [target.token, target.project, target.otherToken, target.otherProject, target.noRoleToken, target.keys],
    ['own-token', 'p7', 'other-token', 'p8', 'norole-token', undefined],
  );
  const keys = { accessKey: 'access', secretKey: 'secret' };
  const signed = await open(keystone, { endpoint: 'https://own.test', access: { kind: 'keys', keys, project: 'p7' } });
  const { token: none, keys: pair, project } = await signed.withTokensFor(0);
  assert.deepEqual([none, pair, project], [undefined, keys, 'p7']);
  assert.deepEqual([keystone.asked.length, signed.requests(), signed.identities()], [0, [], []]);
});

test('a session with a target that needs no Keystone always gives that', async () => {
  const target = sampleTarget();
  const session = fixedSession(target);
  assert.equal(await session.withTokensFor(1e12), target);
  assert.deepEqual([session.requests(), session.identities(), session.secrets()], [[], [], []]);
});

test('the secrets of a session are the credentials of each of its users', async () => {
  const { identity } = sampleAccess();
  const route = 'http://name:proxy-canary@proxy.test';
  const weak = { ...identity, password: 'available' } as typeof identity;
  const session = await open(fakeKeystone(), {
    access: sampleAccess({ route }),
    other: sampleAccess({ identity: identities.credential, project: undefined }),
    noRole: sampleAccess({ identity: weak }),
  });
  assert.deepEqual(session.secrets(), [
    { variable: 'OS_PASSWORD', value: 'password-canary' },
    { variable: 'HTTPS_PROXY', value: 'proxy-canary' },
    { variable: 'VBS_OTHER_CLOUD', value: 'secret-canary' },
  ]);
});

/** A Keystone with this endpoint of the service in its catalog. */
const withEndpoint = (url: string): FakeKeystone =>
  fakeKeystone(() =>
    granted(tokenBody({ catalog: [{ type: 'volumev3', endpoints: [{ interface: 'public', region: 'One', url }] }] })),
  );

test('a token that came over TLS is not sent without TLS, unless that is allowed', async () => {
  const pattern =
    /^The catalog .* has the http endpoint http:\/\/vbs\.test, .*; set VBS_ENDPOINT .* or set VBS_ALLOW_HTTP to 1/;
  await assert.rejects(open(withEndpoint('http://vbs.test/v3/p1')), told(pattern));
  const allowed = await open(withEndpoint('http://vbs.test/v3/p1'), { allowsHttp: true });
  const target = await allowed.withTokensFor(0);
  assert.deepEqual([target.endpoint, target.unencrypted], ['http://vbs.test', true]);
  const harmless: readonly (readonly [string, Partial<ConfiguredTarget>])[] = [
    ['https://vbs.test', { allowsHttp: true }],
    ['http://127.0.0.1:8776', {}],
    ['http://vbs.test', { access: sampleAccess({ authUrl: 'http://k.test/v3' }) }],
    ['http://vbs.test', { endpoint: 'http://own.test' }],
  ];
  for (const [url, change] of harmless) {
    const session = await open(withEndpoint(url), change);
    assert.equal((await session.withTokensFor(0)).unencrypted, undefined, url);
  }
});
