import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantIn, refusal } from '../../../src/targets/openstack/keystone.ts';
import { told } from '../telling.ts';
import { granted, refused, tokenBody } from './keystone-answers.ts';
import { identities, sampleAccess } from './sample-access.ts';

const catalogAt = (url: string): Readonly<Record<string, unknown>> => ({
  catalog: [{ type: 'block-storage', endpoints: [{ interface: 'public', region: 'One', url }] }],
});

test('a Keystone that repeats a secret where it would be written down is taken for none', () => {
  const repeated: readonly Readonly<Record<string, unknown>>[] = [
    { project: { id: 'password-canary' } },
    { project: { id: 'granted-canary' } },
    catalogAt('https://vbs.test/password-canary/v3'),
    catalogAt('https://vbs.test/password%2Dcanary/v3'),
  ];
  for (const change of repeated) {
    assert.throws(() => grantIn(granted(tokenBody(change)), sampleAccess()), told(/does not answer like Keystone v3/));
  }
  const secret = granted(tokenBody({ project: { id: 'secret-canary' } }));
  assert.throws(() => grantIn(secret, sampleAccess({ identity: identities.credential })), told(/like Keystone v3/));
});

test('a redirect that repeats a secret is not repeated', () => {
  const answer = refused(302, undefined, 'https://evil.test/password-canary');
  assert.match(refusal(answer, sampleAccess(), false).message, /set OS_AUTH_URL to the real URL of Keystone\.$/);
});
