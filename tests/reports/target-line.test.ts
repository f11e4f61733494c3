import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetLine } from '../../src/reports/target-line.ts';
import { cloudPlan, endpointPlan } from '../../src/targets/plan.ts';
import { contract } from '../checks/embedded-recording.ts';
import { sourcesOf } from '../targets/plan-sources.ts';

const cloud = {
  OS_AUTH_URL: 'https://iam.test/v3',
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'canary',
  OS_PROJECT_NAME: 'work',
  OS_USER_DOMAIN_NAME: 'firm',
};
const live = { VBS_ENDPOINT: 'https://vbs.test/v3', OS_TOKEN: 'canary-token', OS_PROJECT_ID: 'p1' };

test('the embedded service, and how to choose the cloud whose credentials lie about', () => {
  assert.equal(targetLine(undefined, [contract], {}, true), 'Target: the embedded service');
  assert.match(
    targetLine(undefined, [contract], { OS_CLOUD: 'x' }, true),
    /; credentials are set, so choose .*--target cloud/,
  );
  assert.equal(targetLine(undefined, [contract], { OS_CLOUD: 'x' }, false), 'Target: the embedded service');
});

test('a live target: where, as whom, and which backup', () => {
  assert.equal(
    targetLine(endpointPlan(live, sourcesOf()), [contract], live, true),
    'Target: https://vbs.test (with the token in OS_TOKEN, project p1, backup the first available)',
  );
  const line = targetLine(cloudPlan({ ...cloud, VBS_BACKUP_ID: 'b1' }, sourcesOf()), [contract], cloud, false);
  assert.match(
    line,
    /^Target: cloud, the endpoint of Keystone's catalog \(as "demo" of the domain "firm" for the project "work"/,
  );
  assert.match(line, /, backup b1\)$/);
  assert.doesNotMatch(line, /canary/);
});

test('certificates that are not verified are told in the first line', () => {
  const env = { ...live, OS_INSECURE: '1' };
  assert.match(
    targetLine(endpointPlan(env, sourcesOf()), [contract], env, true),
    /TLS certificates are NOT verified \(OS_INSECURE\)\)$/,
  );
});
