import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inNewFolder } from '../cli/command.ts';
import {
  endedToken,
  memberIds,
  withApplicationCredential,
  withoutBlockStorage,
  withSecondEndpoint,
} from './administration.ts';
import { addresses, backups, cloudOf, inLab, skip, tokenOf, writeClouds } from './lab.ts';
import { startTlsFront } from './tls-front.ts';

type Variables = Readonly<Record<string, string>>;

/** An RC file of the lab's member, as the dashboard offers it. */
const rc: Variables = {
  OS_AUTH_URL: addresses.keystone,
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'demo-secret',
  OS_PROJECT_NAME: 'demo',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'RegionOne',
  VBS_BACKUP_ID: backups.full,
};

const check = (folder: string, env: Variables) =>
  inLab(['check', '--target', 'cloud', '--only', 'show-backup/status/200'], folder, { ...env, VBS_FAULTS: 'none' });

/** Asserts that the backup is read with these credentials. */
async function assertAdmitted(env: Variables): Promise<string> {
  return inNewFolder(async folder => {
    const { status, stdout, stderr } = await check(folder, env);
    assert.equal(stderr, '');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^statuses .* earned \(observed/m);
    return stdout;
  });
}

/** Asserts that nothing is tested, for a reason that stands in the reports, too, and in which no secret stands. */
async function assertNotTested(env: Variables, sentence: RegExp): Promise<void> {
  await inNewFolder(async folder => {
    const { status, stdout, stderr } = await check(folder, env);
    assert.deepEqual([status, stderr], [2, ''], stdout);
    const { verdict, why } = JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'));
    assert.equal(verdict, 'not tested');
    assert.match(why, sentence);
    assert.doesNotMatch(stdout, /demo-secret|not-the-password|gAAAA|credential-secret/);
  });
}

test('a password, by names and by ids', { skip }, async () => {
  await assertAdmitted(rc);
  const { user, project } = await memberIds();
  const { OS_AUTH_URL, OS_PASSWORD, OS_REGION_NAME, VBS_BACKUP_ID } = rc as Required<typeof rc>;
  const byIds = { OS_AUTH_URL, OS_PASSWORD, OS_REGION_NAME, VBS_BACKUP_ID } as Variables;
  await assertAdmitted({ ...byIds, OS_USER_ID: user, OS_PROJECT_ID: project });
});

test('a cloud of clouds.yaml, with its password in secure.yaml', { skip }, () =>
  inNewFolder(async folder => {
    const { auth, ...rest } = cloudOf('demo', 'demo') as { readonly auth: Variables };
    const { password, ...open } = auth;
    const clouds = writeClouds(folder, { mine: { ...rest, auth: open } });
    const secure = path.join(folder, 'secure.yaml');
    writeFileSync(secure, `clouds:\n  mine:\n    auth:\n      password: ${password}\n`);
    const env = { OS_CLOUD: 'mine', OS_CLIENT_CONFIG_FILE: clouds, OS_CLIENT_SECURE_FILE: secure };
    await assertAdmitted({ ...env, VBS_BACKUP_ID: backups.full });
  }),
);

test('a token, given to Keystone or straight to the service', { skip }, async () => {
  const token = await tokenOf('demo', 'demo');
  const { OS_PASSWORD: _, ...others } = rc;
  await assertAdmitted({ ...others, OS_AUTH_TYPE: 'v3token', OS_TOKEN: token });
  const { project } = await memberIds();
  const straight = { VBS_ENDPOINT: addresses.cinder, OS_TOKEN: token, OS_PROJECT_ID: project };
  await assertAdmitted({ ...straight, VBS_BACKUP_ID: backups.full });
});

test('an application credential, by id and by name', { skip }, () =>
  withApplicationCredential(async ({ id, name, secret }) => {
    const { OS_AUTH_URL = '', OS_USERNAME = '', OS_USER_DOMAIN_NAME = '', VBS_BACKUP_ID = '' } = rc;
    const common = { OS_AUTH_URL, VBS_BACKUP_ID, OS_AUTH_TYPE: 'v3applicationcredential' };
    const own = { ...common, OS_APPLICATION_CREDENTIAL_SECRET: secret };
    await assertAdmitted({ ...own, OS_APPLICATION_CREDENTIAL_ID: id });
    await assertAdmitted({ ...own, OS_APPLICATION_CREDENTIAL_NAME: name, OS_USERNAME, OS_USER_DOMAIN_NAME });
    const wrong = { ...own, OS_APPLICATION_CREDENTIAL_ID: id, OS_APPLICATION_CREDENTIAL_SECRET: 'not-the-password' };
    await assertNotTested(wrong, /does not accept the application credential .*OS_APPLICATION_CREDENTIAL_SECRET/);
  }),
);

test('without VBS_BACKUP_ID the first available backup is taken', { skip }, async () => {
  const { VBS_BACKUP_ID: _, ...others } = rc;
  assert.match(await assertAdmitted(others), /backup the first available/);
});

test('a service that lists no available backup', { skip }, async () => {
  const { VBS_BACKUP_ID: _, ...others } = rc;
  const admin = { ...others, OS_USERNAME: 'admin', OS_PASSWORD: 'admin-secret', OS_PROJECT_NAME: 'admin' };
  await assertNotTested(admin, /^VBS_BACKUP_ID is not set, and the service lists no available backup/);
});

test('wrong credentials, each told apart', { skip }, async () => {
  await assertNotTested(
    { ...rc, OS_PASSWORD: 'not-the-password' },
    /rejects "demo" .*\(401\): .*OS_PASSWORD and OS_USERNAME/,
  );
  await assertNotTested({ ...rc, OS_USERNAME: 'nobody' }, /rejects "nobody"/);
  await assertNotTested({ ...rc, OS_PROJECT_NAME: 'nowhere' }, /no token for the project "nowhere".*OS_PROJECT_NAME/);
  await assertNotTested({ ...rc, OS_PROJECT_NAME: 'other' }, /no token for the project "other".* no role in it/);
  const ended = { ...rc, OS_AUTH_TYPE: 'token', OS_TOKEN: await endedToken() };
  await assertNotTested(ended, /does not accept the token of OS_TOKEN .* has expired/);
});

test('a Keystone that is none, or is not there', { skip }, async () => {
  await assertNotTested({ ...rc, OS_AUTH_URL: addresses.squid }, /does not answer like Keystone v3; .*OS_AUTH_URL/);
  // Before Cinder stands Keystone's own middleware, whose 401 nobody can tell from Keystone's.
  await assertNotTested({ ...rc, OS_AUTH_URL: addresses.cinder }, /rejects "demo" .*\(401\)/);
  await assertNotTested({ ...rc, OS_AUTH_URL: 'http://127.0.0.1:1/v3' }, /Cannot connect to Keystone .*OS_AUTH_URL/);
});

test('the catalog: wrong region, no entry, two entries of one type and region', { skip }, async () => {
  await assertNotTested(
    { ...rc, OS_REGION_NAME: 'RegionTwo' },
    /in "RegionOne", not in "RegionTwo"; set OS_REGION_NAME/,
  );
  await withoutBlockStorage(() => assertNotTested(rc, /lists identity, but no block-storage, .*; set VBS_ENDPOINT/));
  await withSecondEndpoint(() =>
    assertNotTested(rc, /2 public endpoints of type block-storage in the region "RegionOne"/),
  );
});

test('TLS with an authority of one’s own', { skip }, () =>
  inNewFolder(async folder => {
    const front = await startTlsFront(addresses.keystone, folder);
    const endpoint = await startTlsFront(addresses.nginx, folder);
    try {
      const env = { ...rc, OS_AUTH_URL: `${front.origin}/v3` };
      await assertNotTested(env, /the TLS connection failed .*OS_CACERT/);
      const missing = await check(folder, { ...env, OS_CACERT: path.join(folder, 'missing.pem') });
      assert.deepEqual([missing.status, missing.stdout], [2, '']);
      assert.match(missing.stderr, /^OS_CACERT cannot be used: there is no file/);
      await assertAdmitted({ ...env, OS_CACERT: front.certificate });
      const both = path.join(folder, 'both.pem');
      writeFileSync(both, readFileSync(front.certificate, 'utf8') + readFileSync(endpoint.certificate, 'utf8'));
      await assertAdmitted({ ...env, OS_CACERT: both, VBS_ENDPOINT: endpoint.origin });
      const insecure = await assertAdmitted({ ...env, OS_INSECURE: '1', VBS_ENDPOINT: endpoint.origin });
      assert.equal(insecure.match(/TLS certificates are NOT verified/g)?.length, 2, 'told first and last');
    } finally {
      await front.close();
      await endpoint.close();
    }
  }),
);
