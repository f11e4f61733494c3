import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudKey } from '../../../src/targets/openstack/cloud-keys.ts';
import { cloudSettings, environmentSettings } from '../../../src/targets/openstack/clouds.ts';
import type { Environment } from '../../../src/targets/variables.ts';
import { filesOf } from '../target-sources.ts';
import { told } from '../telling.ts';

const choice = { name: 'lab', chosenBy: 'OS_CLOUD' };

/** The settings of a cloud with these lines as its entry, in YAML. */
const read = (entry: string, env: Environment = {}, secrets = env) =>
  cloudSettings(choice, env, filesOf({ 'clouds.yaml': `clouds:\n  lab: ${entry}\n` }), secrets);

const everyKey: Readonly<Record<CloudKey, string>> = {
  auth_type: 'v3password',
  auth_url: 'https://k.test',
  username: 'demo',
  user_id: 'u1',
  password: 'a-password',
  user_domain_id: 'd1',
  user_domain_name: 'Domain One',
  project_id: 'p1',
  project_name: 'project',
  project_domain_id: 'd2',
  project_domain_name: 'Domain Two',
  token: 'a-token',
  application_credential_id: 'a1',
  application_credential_name: 'credential',
  application_credential_secret: 'a-secret',
  region_name: 'One',
  interface: 'internal',
  block_storage_endpoint_override: 'https://own.test',
  block_storage_service_type: 'evs',
  block_storage_service_name: 'own',
  cacert: 'ca.pem',
  cert: 'own.pem',
  key: 'own.key',
};

test('every key is read, below auth or beside it', () => {
  const { auth_type, region_name, interface: kind, cacert, cert, key, ...auth } = everyKey;
  const usual = { auth_type, region_name, interface: kind, cacert, cert, key, auth };
  assert.deepEqual(read(JSON.stringify(usual)).values, everyKey);
  assert.deepEqual(read(JSON.stringify(everyKey)).values, everyKey);
});

test('every variable is read', () => {
  const env = Object.fromEntries(Object.entries(everyKey).map(([key, value]) => [`OS_${key.toUpperCase()}`, value]));
  assert.deepEqual(environmentSettings(env).values, everyKey);
  assert.deepEqual(environmentSettings({}).values, {});
});

test('older names are taken where the newer ones are not set', () => {
  const older: readonly (readonly [string, CloudKey])[] = [
    ['tenant_name', 'project_name'],
    ['tenant_id', 'project_id'],
    ['endpoint_type', 'interface'],
    ['auth_plugin', 'auth_type'],
    ['domain_id', 'user_domain_id'],
    ['default_domain', 'user_domain_id'],
    ['domain_name', 'user_domain_name'],
    ['volumev3_endpoint_override', 'block_storage_endpoint_override'],
    ['volume_endpoint_override', 'block_storage_endpoint_override'],
    ['volume_endpoint', 'block_storage_endpoint_override'],
    ['volume_service_type', 'block_storage_service_type'],
  ];
  for (const [old, key] of older) {
    assert.deepEqual(read(`{auth: {${old}: a}}`).values, { [key]: 'a' });
    assert.deepEqual(read(`{${old}: a}`).values, { [key]: 'a' });
    assert.equal(read(`{auth: {${old}: a, ${key}: b}}`).values[key], 'b');
    assert.deepEqual(environmentSettings({ [`OS_${old.toUpperCase()}`]: 'a' }).values, { [key]: 'a' });
  }
});

test("the domain that is shared gives way to the user's own, by id or by name", () => {
  const { values } = read('{auth: {user_domain_name: Own, domain_id: shared}}');
  assert.deepEqual(values, { user_domain_name: 'Own' });
  assert.deepEqual(environmentSettings({ OS_USER_DOMAIN_ID: 'own', OS_DOMAIN_NAME: 'Shared' }).values, {
    user_domain_id: 'own',
  });
});

test('a number is the text that it is spelt as; nothing is no setting', () => {
  assert.deepEqual(read('{auth: {project_id: 00123, password: 1e5, username: 12345678901234567890123}}').values, {
    project_id: '00123',
    password: '1e5',
    username: '12345678901234567890123',
  });
  assert.deepEqual(read('{region_name: , interface: "", auth: {username: null, password: ~}}').values, {});
});

test('a setting of another type is told with file and key, never with its value', () => {
  for (const key of Object.keys(everyKey)) {
    for (const value of ['true', '[canary]', '{canary: canary}', '!!binary Y2FuYXJ5']) {
      const pattern = new RegExp(
        `^${key} of the cloud "lab" in clouds\\.yaml is not a text; put it into quotation marks`,
      );
      assert.throws(() => read(`{auth: {${key}: ${value}}}`), told(pattern), `${key}: ${value}`);
      assert.throws(() => read(`{${key}: ${value}}`), told(pattern), `${key}: ${value}`);
    }
  }
});

test('region, interface and certificates may be chosen for one run', () => {
  const entry = '{region_name: One, interface: public, cacert: a.pem, auth: {username: demo}}';
  const env = {
    OS_REGION_NAME: 'Two',
    OS_INTERFACE: 'admin',
    OS_CACERT: 'b.pem',
    OS_USERNAME: 'other',
    OS_AUTH_URL: 'x',
  };
  const { values, nameOf } = read(entry, env);
  assert.deepEqual(values, { region_name: 'Two', interface: 'admin', cacert: 'b.pem', username: 'demo' });
  assert.equal(nameOf('region_name'), 'OS_REGION_NAME');
  assert.equal(nameOf('username'), 'username of the cloud "lab" in clouds.yaml');
});

test("settings for this service win over settings for all services, in the order of OpenStack's clients", () => {
  const entry = '{interface: public, volume_interface: internal, region_name: One, volumev3_region_name: Two}';
  const { values, nameOf } = read(entry, { OS_INTERFACE: 'admin', OS_REGION_NAME: 'Three' });
  assert.deepEqual(values, { interface: 'internal', region_name: 'Two' });
  assert.equal(nameOf('interface'), 'volume_interface of the cloud "lab" in clouds.yaml');
  const overrides = ['block_storage_endpoint_override', 'volumev3_endpoint_override', 'volumev2_endpoint_override'];
  overrides.push(
    'volume_endpoint_override',
    'block_store_endpoint_override',
    'block_storage_endpoint',
    'volume_endpoint',
  );
  for (const [index, first] of overrides.entries()) {
    const rest = overrides.slice(index).reverse();
    const { values: found } = read(`{${rest.map(key => `${key.replaceAll('_', '-')}: ${key}`).join(', ')}}`);
    assert.deepEqual(found, { block_storage_endpoint_override: first });
  }
});

test('the first of several regions is used unless another is chosen; regions with their own settings are refused', () => {
  assert.equal(read('{regions: [One, Two], region_name: Two}').values.region_name, 'One');
  assert.equal(read('{regions: [{name: One}, Two]}', { OS_REGION_NAME: 'Two' }).values.region_name, 'Two');
  assert.deepEqual(read('{regions: []}').values, {});
  const pattern = /^The cloud "lab" in clouds\.yaml has regions with their own settings, .*; write the settings/;
  assert.throws(() => read('{regions: [One, {name: Two, values: {volume_endpoint_override: canary}}]}'), told(pattern));
});

test('a setting is called as whoever wrote it called it', () => {
  const { nameOf } = read('{auth: {tenant_name: a}}');
  assert.equal(nameOf('project_name'), 'tenant_name of the cloud "lab" in clouds.yaml');
  assert.equal(nameOf('password'), 'password of the cloud "lab" in clouds.yaml');
  assert.equal(environmentSettings({ OS_TENANT_NAME: 'a' }).nameOf('project_name'), 'OS_TENANT_NAME');
  assert.equal(environmentSettings({ OS_TENANT_NAME: '' }).nameOf('project_name'), 'OS_PROJECT_NAME');
});

test('a secret that the entry leaves out comes from the environment: the one that fits the entry', () => {
  const env = { OS_PASSWORD: 'pw', OS_TOKEN: 'tk', OS_APPLICATION_CREDENTIAL_SECRET: 'sc' };
  const entries: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['{auth: {username: demo}}', { username: 'demo', password: 'pw' }],
    ['{auth: {user_id: u1}}', { user_id: 'u1', password: 'pw' }],
    [
      '{auth: {application_credential_id: a1}}',
      { application_credential_id: 'a1', application_credential_secret: 'sc' },
    ],
    [
      '{auth: {application_credential_name: a, username: demo}}',
      { application_credential_name: 'a', username: 'demo', application_credential_secret: 'sc' },
    ],
    ['{auth_type: v3token, auth: {username: demo}}', { auth_type: 'v3token', username: 'demo', token: 'tk' }],
    ['{auth: {project_id: p1}}', { project_id: 'p1', token: 'tk' }],
    ['{auth: {username: demo, password: own}}', { username: 'demo', password: 'own' }],
    ['{auth: {token: own}}', { token: 'own' }],
    [
      '{auth: {application_credential_id: a1, application_credential_secret: own}}',
      { application_credential_id: 'a1', application_credential_secret: 'own' },
    ],
  ];
  for (const [entry, values] of entries) assert.deepEqual(read(entry, env).values, values, entry);
  assert.equal(read('{auth: {username: demo}}', env).nameOf('password'), 'OS_PASSWORD');
});

test('the secrets of the environment are not for further clouds', () => {
  const env = { OS_PASSWORD: 'pw', OS_TOKEN: 'tk', OS_APPLICATION_CREDENTIAL_SECRET: 'sc' };
  for (const entry of ['{auth: {username: demo}}', '{auth: {application_credential_id: a1}}', '{auth_type: token}']) {
    const { password, token, application_credential_secret: secret } = read(entry, env, {}).values;
    assert.deepEqual([password, token, secret], [undefined, undefined, undefined], entry);
  }
});

test('who switches the verification of certificates off has to mean it', () => {
  const off = [
    'verify: false',
    'verify: no',
    'verify: "Off"',
    'insecure: true',
    'insecure: Yes',
    'verify: False',
    'verify: "false"',
    'insecure: "true"',
  ];
  for (const entry of off) {
    assert.throws(
      () => read(`{${entry}, auth: {password: canary}}`),
      told(
        /^The cloud "lab" in clouds\.yaml switches off .*; remove that and set OS_CACERT .* or set OS_INSECURE to 1/,
      ),
      entry,
    );
    assert.doesNotThrow(() => read(`{${entry}}`, { OS_INSECURE: '1' }), entry);
    assert.throws(() => read(`{${entry}}`, { OS_INSECURE: '0', OS_CACERT: 'a.pem' }), told(/OS_INSECURE/), entry);
  }
  for (const entry of [
    'verify: true',
    'verify: yes',
    'insecure: false',
    'insecure: no',
    'verify: ',
    'verify: /ca.pem',
  ]) {
    assert.doesNotThrow(() => read(`{${entry}}`), entry);
  }
});

test("a vendor's profile is not read, and needs not be where the entry has its own auth_url", () => {
  const pattern = /^The cloud "lab" in clouds\.yaml takes its auth_url from a vendor profile, .*; add auth_url/;
  for (const key of ['profile', 'cloud']) {
    assert.throws(() => read(`{${key}: otc, auth: {password: canary}}`), told(pattern));
    assert.equal(read(`{${key}: otc, auth: {auth_url: a}}`).values.auth_url, 'a');
    assert.equal(read(`{${key}: otc, auth_url: a}`).values.auth_url, 'a');
    assert.deepEqual(read(`{${key}: , auth: {}}`).values, {});
  }
});

test('a password in the environment is not for a Keystone other than the one that the environment names', () => {
  const files = filesOf({ 'clouds.yaml': 'clouds: {lab: {auth: {auth_url: "https://k.test/v3", username: a}}}' });
  const choice = { name: 'lab', chosenBy: 'OS_CLOUD' };
  const passwordFor = (change: Readonly<Record<string, string>>): string | undefined => {
    const env = { OS_PASSWORD: 'canary', ...change };
    return cloudSettings(choice, env, files, env).values.password;
  };
  assert.equal(passwordFor({}), 'canary');
  assert.equal(passwordFor({ OS_AUTH_URL: 'https://k.test/v3' }), 'canary');
  assert.equal(passwordFor({ OS_AUTH_URL: 'https://another.test/v3' }), undefined);
});
