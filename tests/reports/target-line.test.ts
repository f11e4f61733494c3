import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetLine } from '../../src/reports/target-line.ts';
import { cloudTarget, endpointTarget } from '../../src/targets/configured-target.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { sourcesOf } from '../targets/target-sources.ts';

const contracts = [sampleContract()];

const cloud = {
  OS_AUTH_URL: 'https://iam.test/v3',
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'canary',
  OS_PROJECT_NAME: 'work',
  OS_USER_DOMAIN_NAME: 'firm',
};
const live = { VBS_ENDPOINT: 'https://vbs.test/v3', OS_TOKEN: 'canary-token', OS_PROJECT_ID: 'p1' };

test('the embedded service, and how to choose another one where it is the default', () => {
  assert.equal(targetLine(undefined, contracts, false), 'Target: the embedded service');
  const remark = 'the default; choose another one with --target or VBS_ENDPOINT';
  assert.equal(targetLine(undefined, contracts, true), `Target: the embedded service, ${remark}`);
});

test('a live target: where, as whom, and which backup', () => {
  assert.equal(
    targetLine(endpointTarget(live, sourcesOf()), contracts, true),
    'Target: https://vbs.test (with the token in OS_TOKEN, project p1, backup the first available)',
  );
  const line = targetLine(cloudTarget({ ...cloud, VBS_BACKUP_ID: 'b1' }, sourcesOf()), contracts, false);
  assert.match(
    line,
    /^Target: cloud, the endpoint of Keystone's catalog \(as "demo" of the domain "firm" for the project "work"/,
  );
  assert.match(line, /, backup b1\)$/);
  assert.doesNotMatch(line, /canary/);
});

test('the first line says that certificates are not verified', () => {
  const env = { ...live, OS_INSECURE: '1' };
  assert.match(
    targetLine(endpointTarget(env, sourcesOf()), contracts, true),
    /TLS certificates are NOT verified \(OS_INSECURE\)\)$/,
  );
});
