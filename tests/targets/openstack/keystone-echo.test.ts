import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantIn, refusal } from '../../../src/targets/openstack/keystone.ts';
import { told } from '../telling.ts';
import { granted, refused, tokenBody } from './keystone-answers.ts';
import { identities, sampleAccess } from './sample-access.ts';

const catalogAt = (url: string): Readonly<Record<string, unknown>> => ({
  catalog: [{ type: 'block-storage', endpoints: [{ interface: 'public', region: 'One', url }] }],
});

const encoded = (secret: string, encoding: BufferEncoding, before = ''): string =>
  Buffer.from(before + secret).toString(encoding);

/** Spellings of a secret in which a reader of a report could recognize it. */
const spellings = (secret: string): string[] => [
  secret,
  `x-${secret}-y`,
  secret.replace('-', '%2D'),
  `${secret.slice(0, 4)}\t${secret.slice(4)}`,
  `${secret.slice(0, 4)}\r\n${secret.slice(4)}`,
  encoded(secret, 'hex'),
  `0${encoded(secret, 'hex').toUpperCase()}`,
  ...['', '?', '??'].map(before => encoded(secret, 'base64', before)),
  `ab${encoded(secret, 'base64url', '?')}`,
  encodeURIComponent(encoded(secret, 'base64')),
];

test('a Keystone that repeats a secret where reports would show it is refused, and its token is not used', () => {
  for (const secret of ['password-canary', 'granted-canary']) {
    for (const spelling of spellings(secret)) {
      const endpoint = { interface: 'public', region: 'One', url: 'https://vbs.test' };
      const repeated: readonly Readonly<Record<string, unknown>>[] = [
        catalogAt(`https://vbs.test/${spelling}/v3`),
        { catalog: [{ type: spelling, endpoints: [endpoint] }] },
        { catalog: [{ type: 'other', endpoints: [{ ...endpoint, region: spelling }] }] },
        { catalog: [{ type: 'other', endpoints: [{ ...endpoint, interface: spelling }] }] },
        ...(/^[\w-]+$/.test(spelling) ? [{ project: { id: spelling } }] : []),
      ];
      for (const change of repeated) {
        const pattern = /^Keystone at https:\/\/k\.test\/v3 repeats a password or a token .*; check OS_AUTH_URL/;
        assert.throws(() => grantIn(granted(tokenBody(change)), sampleAccess()), told(pattern), spelling);
      }
    }
  }
  const secret = granted(tokenBody({ project: { id: 'secret-canary' } }));
  assert.throws(() => grantIn(secret, sampleAccess({ identity: identities.credential })), told(/repeats a password/));
});

test('names of users and roles are shown unless they repeat a secret', () => {
  for (const spelling of spellings('password-canary')) {
    const body = tokenBody({ user: { name: spelling }, roles: [{ name: 'member' }, { name: spelling }] });
    const { user, roles } = grantIn(granted(body), sampleAccess());
    assert.deepEqual([user, roles], ['<hidden>', ['member', '<hidden>']], spelling);
  }
});

test('a redirect that repeats a secret is not repeated', () => {
  for (const spelling of spellings('password-canary')) {
    const { message } = refusal(refused(302, undefined, `https://evil.test/${spelling}`), sampleAccess(), false);
    assert.match(message, /set OS_AUTH_URL to the real URL of Keystone\.$/, spelling);
  }
});
