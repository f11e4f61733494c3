import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keystoneAccess } from '../../../src/targets/openstack/cloud-access.ts';
import { environmentSettings } from '../../../src/targets/openstack/clouds.ts';
import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';
import type { Environment } from '../../../src/targets/variables.ts';
import { certificateFor } from '../../wire/certificate.ts';
import { filesOf } from '../target-sources.ts';
import { told } from '../telling.ts';

const rc: Environment = {
  OS_AUTH_URL: 'https://k.test/v3',
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'canary-password',
  OS_PROJECT_NAME: 'project',
};

function accessWith(change: Environment = {}, texts: Readonly<Record<string, string>> = {}): KeystoneAccess {
  const env = { ...rc, ...change };
  return keystoneAccess(environmentSettings(env), env, filesOf(texts));
}

test('an RC file with the least that is needed', () => {
  const { nameOf, ...access } = accessWith();
  assert.deepEqual(access, {
    kind: 'keystone',
    authUrl: 'https://k.test/v3',
    identity: {
      method: 'password',
      user: { name: 'demo', domain: { id: 'default' } },
      password: 'canary-password',
    },
    project: { name: 'project', domain: { id: 'default' } },
    region: undefined,
    interface: 'public',
    endpoint: undefined,
    serviceType: undefined,
    nameOfChoice: undefined,
    trust: { ca: undefined, isInsecure: false },
    route: undefined,
    source: 'the OS_ variables',
  });
  assert.equal(nameOf('username'), 'OS_USERNAME');
});

test('a user is told by id, or by name and domain', () => {
  const userWith = (change: Environment) => {
    const { identity } = accessWith(change);
    assert.ok(identity.method === 'password');
    return identity.user;
  };
  assert.deepEqual(userWith({ OS_USER_ID: 'u1' }), { id: 'u1' });
  assert.deepEqual(userWith({ OS_USER_DOMAIN_ID: 'd1' }), { name: 'demo', domain: { id: 'd1' } });
  assert.deepEqual(userWith({ OS_USER_DOMAIN_NAME: 'D' }), { name: 'demo', domain: { name: 'D' } });
  assert.deepEqual(userWith({ OS_USER_DOMAIN_NAME: 'D', OS_USER_DOMAIN_ID: 'd1' }), {
    name: 'demo',
    domain: { id: 'd1' },
  });
  assert.deepEqual(userWith({ OS_PROJECT_DOMAIN_NAME: 'D' }), { name: 'demo', domain: { id: 'default' } });
});

test("a project is told by id, or by name and domain, which is the user's unless told", () => {
  const projectWith = (change: Environment) => accessWith(change).project;
  assert.deepEqual(projectWith({ OS_PROJECT_ID: 'p1' }), { id: 'p1' });
  assert.deepEqual(projectWith({ OS_PROJECT_DOMAIN_ID: 'd2' }), { name: 'project', domain: { id: 'd2' } });
  assert.deepEqual(projectWith({ OS_PROJECT_DOMAIN_NAME: 'E' }), { name: 'project', domain: { name: 'E' } });
  assert.deepEqual(projectWith({ OS_USER_DOMAIN_NAME: 'D' }), { name: 'project', domain: { name: 'D' } });
  assert.deepEqual(projectWith({ OS_USER_DOMAIN_ID: 'd1' }), { name: 'project', domain: { id: 'd1' } });
  assert.deepEqual(projectWith({ OS_USER_DOMAIN_ID: 'd1', OS_PROJECT_DOMAIN_NAME: 'E' }), {
    name: 'project',
    domain: { name: 'E' },
  });
});

test('the way to authenticate is the one that is named, else the one that there is a secret for', () => {
  const token = { OS_TOKEN: 'canary-token' };
  const credential = { OS_APPLICATION_CREDENTIAL_ID: 'a1', OS_APPLICATION_CREDENTIAL_SECRET: 'canary' };
  const none = { OS_PASSWORD: undefined };
  const methods: readonly (readonly [Environment, string])[] = [
    [{}, 'password'],
    [token, 'password'],
    [{ ...none, ...token }, 'token'],
    [credential, 'application_credential'],
    [{ OS_AUTH_TYPE: 'password' }, 'password'],
    [{ OS_AUTH_TYPE: 'v3password', ...credential, ...token }, 'password'],
    [{ OS_AUTH_TYPE: 'token', ...token }, 'token'],
    [{ OS_AUTH_TYPE: 'v3token', ...token, ...credential }, 'token'],
    [{ OS_AUTH_TYPE: 'v3applicationcredential', ...credential }, 'application_credential'],
  ];
  for (const [env, method] of methods) assert.equal(accessWith(env).identity.method, method, JSON.stringify(env));
  for (const type of ['v2password', 'v3oidcpassword', 'none', 'canary', 'toString']) {
    const pattern = /^OS_AUTH_TYPE is an unknown way to authenticate; set it to v3password, v3token or/;
    assert.throws(() => accessWith({ OS_AUTH_TYPE: type }), told(pattern), type);
  }
});

test('an application credential is told by id, or by name and user, and belongs to one project', () => {
  const secret = { OS_APPLICATION_CREDENTIAL_SECRET: 'canary-secret' };
  const byId = accessWith({ ...secret, OS_APPLICATION_CREDENTIAL_ID: 'a1', OS_APPLICATION_CREDENTIAL_NAME: 'a' });
  assert.deepEqual(byId.identity, {
    method: 'application_credential',
    credential: { id: 'a1' },
    secret: 'canary-secret',
  });
  assert.equal(byId.project, undefined);
  const byName = accessWith({ ...secret, OS_APPLICATION_CREDENTIAL_NAME: 'a', OS_USER_DOMAIN_NAME: 'D' });
  assert.deepEqual(byName.identity, {
    method: 'application_credential',
    credential: { name: 'a', user: { name: 'demo', domain: { name: 'D' } } },
    secret: 'canary-secret',
  });
});

test('what is missing is told by its variable', () => {
  const credential = { OS_PASSWORD: '', OS_APPLICATION_CREDENTIAL_SECRET: 'canary' };
  const missing: readonly (readonly [Environment, RegExp])[] = [
    [{ OS_AUTH_URL: '' }, /^OS_AUTH_URL is not set, and .*; set it to the URL of Keystone\.$/],
    [{ OS_USERNAME: '' }, /^OS_USERNAME is not set, and .*; set it to the name of the user\.$/],
    [{ OS_PASSWORD: '' }, /^OS_PASSWORD is not set, and .*; set it to the password of the user\.$/],
    [{ OS_PROJECT_NAME: '' }, /^OS_PROJECT_NAME is not set, and .*; set it to the name of the project\.$/],
    [{ OS_AUTH_TYPE: 'v3token' }, /^OS_TOKEN is not set, and .*; set it to a token\.$/],
    [{ OS_AUTH_TYPE: 'v3applicationcredential' }, /^OS_APPLICATION_CREDENTIAL_SECRET is not set/],
    [credential, /^OS_APPLICATION_CREDENTIAL_ID is not set/],
    [{ ...credential, OS_APPLICATION_CREDENTIAL_NAME: 'a', OS_USERNAME: '' }, /^OS_USERNAME is not set/],
    [{ OS_PASSWORD: '', OS_APPLICATION_CREDENTIAL_ID: 'a1' }, /^OS_APPLICATION_CREDENTIAL_SECRET is not set/],
    [{ OS_PASSWORD: '', OS_APPLICATION_CREDENTIAL_NAME: 'a' }, /^OS_APPLICATION_CREDENTIAL_SECRET is not set/],
  ];
  for (const [env, pattern] of missing) assert.throws(() => accessWith(env), told(pattern), JSON.stringify(env));
});

test('a secret that a cloud lacks is told with the file that is made for it', () => {
  const nameOf = (key: string) => `${key} of the cloud "lab" in clouds.yaml`;
  const settings = { values: { auth_url: 'https://k.test', username: 'demo' }, source: 'the cloud', nameOf };
  const pattern = /^password of the cloud "lab" in clouds\.yaml is not set, .* password of the user in secure\.yaml/;
  assert.throws(() => keystoneAccess(settings, {}, filesOf()), told(pattern));
});

test('the auth URL may end in /v3 or not, and its query mark is dropped', () => {
  const urls: Readonly<Record<string, string>> = {
    'https://k.test': 'https://k.test/v3',
    'https://k.test/': 'https://k.test/v3',
    'https://k.test/v3': 'https://k.test/v3',
    'https://k.test/v3/': 'https://k.test/v3',
    'https://k.test//v3//': 'https://k.test//v3',
    'https://k.test:5000/identity': 'https://k.test:5000/identity/v3',
    'https://k.test/identity/': 'https://k.test/identity/v3',
    'https://k.test/identity/v3?': 'https://k.test/identity/v3',
    'https://k.test/v3#': 'https://k.test/v3',
    'https://k.test/v30': 'https://k.test/v30/v3',
    'HTTP://K.test/v3': 'http://k.test/v3',
  };
  for (const [given, url] of Object.entries(urls)) assert.equal(accessWith({ OS_AUTH_URL: given }).authUrl, url, given);
});

test('an auth URL that cannot be used is told by its variable, without its secrets', () => {
  const urls: readonly (readonly [string, RegExp])[] = [
    [
      'https://k.test/v2.0',
      /^OS_AUTH_URL names version 2\.0 of the Identity API, .*; set it to the URL that ends in \/v3/,
    ],
    ['https://k.test/identity/v2.0/', /^OS_AUTH_URL names version 2\.0/],
    [
      'k.test:5000/v3',
      /^OS_AUTH_URL is not an http or https URL; set it to one such as https:\/\/keystone\.example\.com\/v3\.$/,
    ],
    ['canary', /^OS_AUTH_URL is not an http/],
    ['https://demo:canary@k.test/v3', /^OS_AUTH_URL contains credentials, .*; set it to the URL of Keystone only\.$/],
    ['https://k.test/v3?token=canary', /^OS_AUTH_URL contains credentials, a query/],
  ];
  for (const [url, pattern] of urls) assert.throws(() => accessWith({ OS_AUTH_URL: url }), told(pattern), url);
});

test('a token has to be one', () => {
  for (const token of ['canary token', 'canary\r\nX-Evil: 1', 'canary']) {
    assert.throws(
      () => accessWith({ OS_AUTH_TYPE: 'token', OS_TOKEN: token }),
      told(/^OS_TOKEN (?:contains spaces|is too short)/),
    );
  }
});

test('the interface, in its older spelling, too; region and proxy', () => {
  const interfaces = ['public', 'internal', 'admin', 'publicURL', 'internalURL', 'adminURL'];
  assert.deepEqual(
    interfaces.map(one => accessWith({ OS_INTERFACE: one }).interface),
    ['public', 'internal', 'admin', 'public', 'internal', 'admin'],
  );
  for (const bad of ['canary', 'Public', 'URL']) {
    assert.throws(
      () => accessWith({ OS_INTERFACE: bad }),
      told(/^OS_INTERFACE is not an interface .*; set it to public, int/),
    );
  }
  const { region, route } = accessWith({ OS_REGION_NAME: 'One', HTTPS_PROXY: 'http://proxy.test:3128' });
  assert.deepEqual([region, route], ['One', 'http://proxy.test:3128']);
  assert.equal(accessWith({ HTTPS_PROXY: 'http://proxy.test', NO_PROXY: 'k.test' }).route, undefined);
});

test('an endpoint in the settings replaces the catalog, without version and project', () => {
  const endpointFor = (text: string) => accessWith({ OS_BLOCK_STORAGE_ENDPOINT_OVERRIDE: text }).endpoint;
  for (const end of ['', '/', '/v3', '/v3/', '/v3/p1', '/v3/%(project_id)s', '/v3/$(tenant_id)s/', '/%(tenant_id)s']) {
    assert.equal(endpointFor(`https://own.test:8776${end}`), 'https://own.test:8776', end);
    assert.equal(endpointFor(`http://own.test/volume${end}`), 'http://own.test/volume', end);
  }
  for (const bad of [
    'canary',
    'ftp://own.test',
    'https://canary@own.test',
    'https://own.test/?canary',
    'https://h/%(x)s/v3',
  ]) {
    const pattern = /^OS_BLOCK_STORAGE_ENDPOINT_OVERRIDE (?:is not an http|contains credentials).*; set it /;
    assert.throws(() => endpointFor(bad), told(pattern), bad);
  }
});

test('the settings may name type and name of the service', () => {
  const { serviceType, nameOfChoice } = accessWith({ OS_VOLUME_SERVICE_TYPE: 'evs', OS_VOLUMEV3_SERVICE_NAME: 'a' });
  assert.deepEqual([serviceType, nameOfChoice], ['evs', 'OS_VOLUMEV3_SERVICE_NAME']);
});

test('certificates are those of the file that the cloud or OS_CACERT names', () => {
  const { cert } = certificateFor('127.0.0.1');
  assert.equal(accessWith({ OS_CACERT: 'ca.pem' }, { 'ca.pem': cert }).trust.ca, cert);
  const nameOf = (key: string) => `${key} of the cloud "lab" in clouds.yaml`;
  const settings = { ...environmentSettings(rc), nameOf };
  const ofCloud = { ...settings, values: { ...settings.values, cacert: '/canary' } };
  const pattern = /^cacert of the cloud "lab" in clouds\.yaml cannot be used: there is no file/;
  assert.throws(() => keystoneAccess(ofCloud, rc, filesOf()), told(pattern));
});
