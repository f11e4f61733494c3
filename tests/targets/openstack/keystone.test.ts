import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { authRequest, grantIn, type IdentityAnswer, refusal } from '../../../src/targets/openstack/keystone.ts';
import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';
import { messageOf, told } from '../telling.ts';
import { granted, refused, tokenBody } from './keystone-answers.ts';
import { identities, sampleAccess } from './sample-access.ts';

test('what Keystone is asked with, for every way to authenticate', () => {
  const password = { name: 'demo', domain: { id: 'default' }, password: 'password-canary' };
  const bodies: readonly (readonly [Partial<KeystoneAccess>, object])[] = [
    [{}, { methods: ['password'], password: { user: password } }],
    [
      { identity: identities.byId },
      { methods: ['password'], password: { user: { id: 'u1', password: 'password-canary' } } },
    ],
    [{ identity: identities.token }, { methods: ['token'], token: { id: 'token-canary' } }],
    [
      { identity: identities.credential },
      { methods: ['application_credential'], application_credential: { id: 'a1', secret: 'secret-canary' } },
    ],
    [
      { identity: identities.namedCredential },
      {
        methods: ['application_credential'],
        application_credential: {
          name: 'mine',
          user: { name: 'demo', domain: { name: 'Default' } },
          secret: 'secret-canary',
        },
      },
    ],
  ];
  for (const [change, identity] of bodies) {
    const access = sampleAccess({ ...change, project: undefined });
    assert.deepEqual(authRequest(access, 'configured'), { auth: { identity } });
    assert.deepEqual(authRequest(access, 'unscoped'), { auth: { identity, scope: 'unscoped' } });
  }
});

test('the project is asked for by id, or by name and domain', () => {
  for (const project of [{ id: 'p1' }, { name: 'a', domain: { id: 'd1' } }, { name: 'a', domain: { name: 'D' } }]) {
    const { auth } = authRequest(sampleAccess({ project }), 'configured') as { readonly auth: object };
    assert.deepEqual(Object.entries(auth)[1], ['scope', { project }]);
    const unscoped = authRequest(sampleAccess({ project }), 'unscoped');
    assert.deepEqual(Object.entries((unscoped as { readonly auth: object }).auth)[1], ['scope', 'unscoped']);
  }
});

test('a token with what Keystone says of it', () => {
  const access = sampleAccess();
  assert.deepEqual(grantIn(granted(), access), {
    access,
    token: 'granted-canary',
    project: 'p1',
    expiresAt: Date.UTC(2030, 0, 1),
    catalog: [{ type: 'block-storage', interface: 'public', region: 'One', url: 'https://vbs.test/v3/p1' }],
    user: 'demo',
    roles: ['member', 'reader'],
  });
});

test('what Keystone leaves out or garbles, beside token and project, is not known', () => {
  const strange = { user: 'demo', roles: [{ name: 7 }, null, 'member'], catalog: {}, expires_at: 2030 };
  for (const change of [strange, { user: {}, roles: {}, catalog: undefined, expires_at: undefined }]) {
    const { user, roles, catalog, expiresAt } = grantIn(granted(tokenBody(change)), sampleAccess());
    assert.deepEqual([user, roles, catalog, expiresAt], ['', [], [], Number.NaN]);
  }
});

test('a token for no project is told with what would name one', () => {
  const unscoped = granted(tokenBody({ project: undefined }));
  const pattern =
    /^Keystone at https:\/\/k\.test\/v3 gives a token without a project for the OS_ variables; set .* OS_PROJECT_NAME/;
  assert.throws(() => grantIn(unscoped, sampleAccess({ project: undefined })), told(pattern));
  assert.throws(() => grantIn(unscoped, sampleAccess({ project: { id: 'p1' } })), told(/ with OS_PROJECT_ID\.$/));
});

const notKeystone =
  /^https:\/\/k\.test\/v3 does not answer like Keystone v3; set OS_AUTH_URL to the URL of the Identity/;

test('a 201 that is not of Keystone, or holds what no service could be sent', () => {
  const answers: readonly IdentityAnswer[] = [
    { ...granted(), token: undefined },
    ...['', 'canary', 'canary canary', 'canary-canär', 'canary-canary\r\nX-Evil: 1'].map(token =>
      granted(undefined, token),
    ),
    ...[undefined, null, 'canary', [], {}, { token: 'canary' }, { token: [] }].map(body => ({ ...granted(), body })),
    ...['..', '../canary', 'canary/1', 'canary 1', 'canary\n', '', 7, null, {}].map(id =>
      granted(tokenBody({ project: { id } })),
    ),
  ];
  for (const answer of answers) {
    assert.throws(() => grantIn(answer, sampleAccess()), told(notKeystone), JSON.stringify(answer));
  }
});

const html = '<html>canary</html>';
const routed = { route: 'http://name:canary@proxy.test:3128' };

/** Answers that give no token, to whom, and what is told. */
const refusals: readonly (readonly [IdentityAnswer, Partial<KeystoneAccess>, RegExp])[] = [
  [
    refused(300, {}),
    {},
    / answers with a redirect \(300\), and redirects are not followed; set OS_AUTH_URL to the real URL of Keystone\.$/,
  ],
  [
    refused(301, html, 'https://new.test/identity/v3/auth/tokens?canary#canary'),
    {},
    /; set OS_AUTH_URL to https:\/\/new\.test\/identity\/v3\.$/,
  ],
  [refused(302, html, '/login'), {}, /; set OS_AUTH_URL to https:\/\/k\.test\/login\.$/],
  [refused(302, html, 'https://a:canary@new.test/v3'), {}, /; set OS_AUTH_URL to https:\/\/new\.test\/v3\.$/],
  [refused(302, html, 'javascript:canary'), {}, /; set OS_AUTH_URL to the real URL of Keystone\.$/],
  [refused(302, html, 'http://['), {}, /; set OS_AUTH_URL to the real URL of Keystone\.$/],
  [
    refused(400),
    {},
    / does not understand the request \(400\); check OS_USERNAME and OS_PROJECT_NAME, and the domains/,
  ],
  [refused(400), { identity: identities.byId, project: { id: 'p' } }, /; check OS_USER_ID and OS_PROJECT_ID, /],
  [refused(400), { identity: identities.token, project: undefined }, /; check OS_TOKEN, /],
  [refused(400), { identity: identities.credential, project: undefined }, /; check OS_APPLICATION_CREDENTIAL_ID, /],
  [refused(400, html), {}, notKeystone],
  [
    refused(401),
    {},
    / rejects "demo" of the domain "default" \(401\): the password or the name is wrong, .*; check OS_PASSWORD and OS_USERNAME\.$/,
  ],
  [refused(401), { identity: identities.byId }, / rejects u1 .* the id is wrong, .* OS_PASSWORD and OS_USER_ID/],
  [
    refused(401),
    { identity: identities.token },
    / does not accept the token of OS_TOKEN \(401\): .* has expired; get a new/,
  ],
  [refused(404), { identity: identities.token }, / does not accept the token of OS_TOKEN \(404\)/],
  [
    refused(401),
    { identity: identities.credential },
    / does not accept the application credential \(401\): .*; check OS_APPLICATION_CREDENTIAL_SECRET\.$/,
  ],
  [refused(403), {}, / rejects "demo" .* \(403\)/],
  [refused(401, html), {}, notKeystone],
  [refused(401, null), {}, notKeystone],
  [
    refused(401, { receipt: { methods: ['password'] }, required_auth_methods: [['totp', 'password']] }),
    {},
    / requires more than one way of authentication .*; use an application credential: set OS_APPLICATION_CREDENTIAL_ID and/,
  ],
  [refused(404), {}, notKeystone],
  [refused(404, html), { identity: identities.token }, notKeystone],
  [refused(405), {}, notKeystone],
  [refused(200, tokenBody()), {}, notKeystone],
  [refused(407, html), {}, notKeystone],
  [
    refused(407, html),
    routed,
    /^The proxy in HTTPS_PROXY requires a name and a password \(407\); set HTTPS_PROXY to a URL such as http/,
  ],
  [refused(429), {}, / limits the rate of requests \(429\); try again later\.$/],
  [refused(500), {}, /^Keystone at https:\/\/k\.test\/v3 has an error \(500\); try again later, or check OS_AUTH/],
  [refused(503, html), routed, /^Keystone at .* \(through the proxy in HTTPS_PROXY\) has an error \(503\)/],
  [refused(503), { ...routed, authUrl: 'http://k.test/v3' }, / the proxy in HTTP_PROXY\) has an error/],
];

test('each refusal is told with what to do about it', () => {
  for (const [answer, change, pattern] of refusals) {
    assert.ok(told(pattern)(refusal(answer, sampleAccess(change), false)));
  }
});

test('settings of one cloud are told with the cloud named once', () => {
  const source = 'the cloud "lab" in clouds.yaml';
  const cloud = { source, nameOf: (key: string) => `${key} of ${source}` };
  const wrong = refusal(refused(401), sampleAccess(cloud), false);
  assert.ok(told(/; check password and username of the cloud "lab" in clouds\.yaml\.$/)(wrong));
  const nameOf = (key: string) => (key === 'password' ? 'OS_PASSWORD' : cloud.nameOf(key));
  const mixed = refusal(refused(401), sampleAccess({ source, nameOf }), false);
  assert.ok(told(/; check OS_PASSWORD and username of the cloud "lab" in clouds\.yaml\.$/)(mixed));
});

test('a project that is not known, told apart from a credential that is not', () => {
  const byName = refusal(refused(401), sampleAccess(), true);
  assert.ok(
    told(/ no token for the project "demo" of the domain "default": .* no role in it; check OS_PROJECT_NAME\.$/)(
      byName,
    ),
  );
  const byId = refusal(refused(401, html), sampleAccess({ project: { id: 'p9' } }), true);
  assert.ok(told(/ knows the user, .* for the project p9: .*; check OS_PROJECT_ID\.$/)(byId));
});

test('whatever Keystone answers, no secret of ours is told, and nothing but an error for people is thrown', () => {
  const ways = [undefined, ...Object.values(identities)];
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record({ token: fc.anything() }),
    fc.record({ error: fc.anything(), receipt: fc.anything() }, { requiredKeys: [] }),
    fc.record({ project: fc.anything(), user: fc.anything(), roles: fc.anything() }).map(tokenBody),
    fc.record({ expires_at: fc.anything(), catalog: fc.anything() }).map(tokenBody),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      bodies,
      fc.option(fc.string(), { nil: undefined }),
      fc.constantFrom(...ways),
      fc.boolean(),
      (status, body, text, identity, isKnown) => {
        const access = sampleAccess(identity ? { identity } : {});
        const answer = { status, token: text ?? 'granted-token', location: text, body };
        assert.doesNotMatch(refusal(answer, access, isKnown).message, /canary|granted-token/);
        assert.doesNotMatch(messageOf(() => grantIn(answer, access)) ?? '', /canary|granted-token/);
      },
    ),
  );
});
