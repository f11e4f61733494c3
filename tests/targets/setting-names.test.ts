import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { cloudTarget, endpointTarget, profileTarget } from '../../src/targets/configured-target.ts';
import { readProfile } from '../../src/targets/profile.ts';
import type { SettingNames } from '../../src/targets/target.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { filesOf, sourcesOf } from './target-sources.ts';

const auth = '{auth_url: "https://lab.test", username: own, password: canary, project_id: p1}';
const files = filesOf({
  'clouds.yaml': `clouds:\n  lab: {auth: ${auth}}\n  moved: {auth: ${auth}, volumev3_endpoint_override: "https://v.test"}\n`,
});
const token: Environment = { VBS_ENDPOINT: 'https://vbs.test', OS_TOKEN: 'canary-token', OS_PROJECT_ID: 'p1' };
const rc: Environment = {
  OS_AUTH_URL: 'https://k.test',
  OS_USERNAME: 'own',
  OS_PASSWORD: 'canary',
  OS_PROJECT_ID: 'p1',
};

const format = JSON.parse(
  readFileSync(path.join(packageRoot(), 'schemas/formats/target.schema.json'), 'utf8'),
) as object;
const ofEndpoint = (env: Environment, options: Environment = {}): SettingNames | undefined =>
  endpointTarget(env, sourcesOf({ files, options }))?.settings;
const ofCloud = (env: Environment, options: Environment = {}): SettingNames | undefined =>
  cloudTarget(env, sourcesOf({ files, options })).settings;
const ofProfile = (text: string, env: Environment = {}): SettingNames | undefined =>
  profileTarget('lab', readProfile('targets/lab.yaml', text, format, env), env, sourcesOf({ files })).settings;

const replaced = (by: string): string => `the endpoint of the catalog (${by} replaces it)`;

test('a service without Keystone is named by its variables, or by the option in place of one', () => {
  const { OS_TOKEN: _, ...others } = token;
  const keys = { ...others, VBS_ACCESS_KEY: 'canary-access', VBS_SECRET_KEY: 'canary-secret' };
  assert.deepEqual(ofEndpoint(token), { endpoint: 'VBS_ENDPOINT', user: 'OS_TOKEN', subjects: {} });
  assert.equal(ofEndpoint(keys)?.user, 'VBS_ACCESS_KEY, VBS_SECRET_KEY');
  assert.equal(ofEndpoint(token, { VBS_ENDPOINT: '--endpoint' })?.endpoint, '--endpoint');
});

test('a cloud is named by what chooses it, and its endpoint by what replaces that of the catalog', () => {
  assert.deepEqual(ofCloud({ OS_CLOUD: 'lab' }), {
    endpoint: replaced('VBS_ENDPOINT'),
    user: 'OS_CLOUD',
    subjects: {},
  });
  assert.equal(ofCloud({ OS_CLOUD: 'lab' }, { OS_CLOUD: '--os-cloud' })?.user, '--os-cloud');
  assert.equal(ofCloud({ OS_CLOUD: 'lab', VBS_ENDPOINT: 'https://vbs.test' })?.endpoint, 'VBS_ENDPOINT');
  assert.match(ofCloud({ OS_CLOUD: 'moved' })?.endpoint ?? '', /volumev3_endpoint_override/);
  assert.equal(ofCloud(rc)?.user, 'OS_USERNAME');
  const { OS_USERNAME: _, OS_PASSWORD: __, ...others } = rc;
  const application = { OS_APPLICATION_CREDENTIAL_ID: 'a1', OS_APPLICATION_CREDENTIAL_SECRET: 'canary' };
  assert.equal(ofCloud({ ...others, ...application })?.user, 'OS_APPLICATION_CREDENTIAL_ID');
  assert.equal(ofCloud({ ...others, OS_TOKEN: 'canary-token' })?.user, 'OS_TOKEN');
});

test('what a profile says is named by key, file and line; what it leaves out, by its variable', () => {
  assert.deepEqual(ofProfile('cloud: lab\nbackup: b1'), {
    endpoint: replaced('the key endpoint (targets/lab.yaml)'),
    user: 'the key cloud (targets/lab.yaml:1)',
    subjects: { backup_id: 'the key backup (targets/lab.yaml:2)' },
  });
  const { VBS_ENDPOINT: _, ...others } = token;
  assert.deepEqual(ofProfile('endpoint: https://vbs.test\nsubjects:\n  show-backup.backup_id: b1', others), {
    endpoint: 'the key endpoint (targets/lab.yaml:1)',
    user: 'OS_TOKEN',
    subjects: { 'show-backup.backup_id': 'the key subjects.show-backup.backup_id (targets/lab.yaml:3)' },
  });
  assert.equal(ofProfile('{}', { ...token, ...rc })?.endpoint, 'VBS_ENDPOINT');
});

test('no name contains a value', () => {
  const all = [ofEndpoint(token), ofCloud({ OS_CLOUD: 'moved' }), ofCloud(rc), ofProfile('cloud: lab')];
  assert.doesNotMatch(JSON.stringify(all), /canary|https:/);
});
