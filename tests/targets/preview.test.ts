import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access } from '../../src/targets/access.ts';
import { type ConfiguredTarget, endpointTarget } from '../../src/targets/configured-target.ts';
import { accessWords, previewOf } from '../../src/targets/preview.ts';
import { identities, sampleAccess } from './openstack/sample-access.ts';
import { sourcesOf } from './target-sources.ts';

const hook = { code: 503, enter: ['./enter.sh'], leave: ['./leave.sh'], timeout: 1000 } as const;

/** The plan of a target with a secret wherever there can be one, changed as a test needs it. */
function planOf(change: Partial<ConfiguredTarget> = {}): ConfiguredTarget {
  const env = {
    VBS_ENDPOINT: 'https://own.test/volume',
    OS_TOKEN: 'own-canary-token',
    OS_PROJECT_ID: 'p1',
    VBS_OTHER_TOKEN: 'other-canary-token',
    VBS_NOROLE_TOKEN: 'norole-canary-token',
    VBS_HTTP_PROXY: 'http://name:proxy-canary@proxy.test:3128',
    HTTPS_PROXY: 'http://name:route-canary@proxy.test:3128',
  };
  const plan = endpointTarget(env, sourcesOf());
  assert.ok(plan);
  return { ...plan, ...change };
}

test('what is not known before anything is sent has words in its place', () => {
  const { endpoint, project, token, otherToken, otherProject, noRoleToken } = previewOf(
    planOf({ endpoint: undefined, access: sampleAccess(), other: sampleAccess(), noRole: sampleAccess() }),
  );
  assert.deepEqual([endpoint, project, token], ['ENDPOINT', 'PROJECT_ID', 'TOKEN']);
  assert.deepEqual([otherToken, otherProject, noRoleToken], ['OTHER_TOKEN', 'OTHER_PROJECT_ID', 'NOROLE_TOKEN']);
});

test('what is known stands as it is', () => {
  const { endpoint, project, proxy, hooks, rate } = previewOf(planOf({ hooks: [hook], rate: 2 }));
  assert.deepEqual([endpoint, project], ['https://own.test/volume', 'p1']);
  assert.deepEqual([proxy, hooks, rate], ['http://proxy.test:3128/', [hook], 2]);
  const ofNone = sampleAccess({ identity: identities.credential, project: undefined });
  assert.equal(previewOf(planOf({ access: ofNone })).project, 'PROJECT_ID', 'the credential knows, and Keystone tells');
  const byId = sampleAccess({ project: { id: 'p7' } });
  assert.equal(previewOf(planOf({ access: byId })).project, 'p7');
  assert.equal(previewOf(planOf({ other: byId, otherProject: 'configured' })).otherProject, 'p7');
});

test('who is not configured is not there, and neither is the project of a token that tells none', () => {
  const nobody = previewOf(planOf({ other: undefined, noRole: undefined, proxy: undefined }));
  const { otherToken, otherProject, noRoleToken, proxy } = nobody;
  assert.deepEqual([otherToken, otherProject, noRoleToken, proxy], [undefined, undefined, undefined, undefined]);
  assert.equal(previewOf(planOf()).otherProject, undefined);
  assert.equal(previewOf(planOf({ otherProject: 'p2' })).otherProject, 'p2');
});

test('the rate is the one that a session will have, as far as the endpoint is known', () => {
  const rate = (change: Partial<ConfiguredTarget>) => previewOf(planOf(change)).rate;
  assert.equal(rate({}), 5);
  assert.equal(rate({ endpoint: undefined, access: sampleAccess() }), 5);
  assert.equal(rate({ endpoint: 'http://127.0.0.1:8776' }), undefined);
  assert.equal(rate({ endpoint: 'http://127.0.0.1:8776', rate: 3 }), 3);
});

test('no secret is in it, whoever asks, except the pair that signatures are made with', () => {
  const keys = { accessKey: 'access-key', secretKey: 'secret-key' };
  const accesses: readonly Access[] = [
    { kind: 'token', token: 'own-canary-token', project: 'p1' },
    sampleAccess(),
    ...Object.values(identities).map(identity => sampleAccess({ identity, route: 'http://n:canary@proxy.test' })),
    { kind: 'keys', keys, project: 'p1' },
  ];
  for (const access of accesses) {
    const preview = previewOf(planOf({ access, other: access, noRole: access }));
    assert.doesNotMatch(JSON.stringify(preview), /canary/);
    assert.deepEqual(preview.keys, access.kind === 'keys' ? keys : undefined);
    assert.equal(preview.token === undefined, access.kind === 'keys');
  }
});

test('as whom a target is asked, in words without a secret', () => {
  const words: readonly (readonly [Access, string])[] = [
    [{ kind: 'token', token: 'canary-token', project: 'p1' }, 'with the token in OS_TOKEN'],
    [{ kind: 'keys', keys: { accessKey: 'canary', secretKey: 'canary' }, project: 'p1' }, 'signed with VBS_ACCESS_KEY'],
    [
      sampleAccess(),
      'as "demo" of the domain "default" for the project "demo" of the domain "default", by the OS_ variables (https://k.test/v3)',
    ],
    [
      sampleAccess({ identity: identities.byId, project: { id: 'p1' } }),
      'as u1 for the project p1, by the OS_ variables (https://k.test/v3)',
    ],
    [
      sampleAccess({ identity: identities.token, project: { id: 'p1' } }),
      'with a token for the project p1, by the OS_ variables (https://k.test/v3)',
    ],
    [
      sampleAccess({ identity: identities.credential, project: undefined }),
      'with an application credential, by the OS_ variables (https://k.test/v3)',
    ],
  ];
  for (const [access, text] of words) assert.equal(accessWords(access), text);
});
