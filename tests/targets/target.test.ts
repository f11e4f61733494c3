import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretsOf } from '../../src/targets/target.ts';
import { sampleTarget } from './sample-target.ts';

test('the secrets of a target are its tokens and the password of its proxy, by their variables', () => {
  assert.deepEqual(secretsOf(sampleTarget()), [
    { variable: 'OS_TOKEN', value: 'member-canary' },
    { variable: 'VBS_OTHER_TOKEN', value: 'other-canary' },
    { variable: 'VBS_NOROLE_TOKEN', value: 'norole-canary' },
    { variable: 'VBS_HTTP_PROXY', value: 'proxy-canary' },
  ]);
});

test('a key pair and the password of the proxy to the service are secrets, too', () => {
  const keys = { accessKey: 'access-canary', secretKey: 'secret-canary' };
  const route = 'http://name:route-canary@proxy.test';
  const signed = sampleTarget({
    token: undefined,
    keys,
    otherToken: undefined,
    noRoleToken: undefined,
    proxy: undefined,
  });
  assert.deepEqual(secretsOf({ ...signed, route }), [
    { variable: 'VBS_SECRET_KEY', value: 'secret-canary' },
    { variable: 'VBS_ACCESS_KEY', value: 'access-canary' },
    { variable: 'HTTPS_PROXY', value: 'route-canary' },
  ]);
});

test('what is not set is no secret', () => {
  const bare = { otherToken: undefined, noRoleToken: undefined };
  const onlyToken = [{ variable: 'OS_TOKEN', value: 'member-canary' }];
  assert.deepEqual(secretsOf(sampleTarget({ ...bare, proxy: undefined })), onlyToken);
  assert.deepEqual(secretsOf(sampleTarget({ ...bare, proxy: 'http://proxy.test/' })), onlyToken);
});

test("a proxy's password is a secret as the URL spells it and as it is meant", () => {
  const passwords = (proxy: string): string[] =>
    secretsOf(sampleTarget({ proxy })).flatMap(({ variable, value }) => (variable === 'VBS_HTTP_PROXY' ? [value] : []));
  assert.deepEqual(passwords('http://n:p%40ss@proxy.test/'), ['p%40ss', 'p@ss']);
  assert.deepEqual(passwords('http://n:50%zz@proxy.test/'), ['50%zz']);
  assert.deepEqual(passwords('http://key-canary@proxy.test/'), ['key-canary'], 'a name alone is a key');
  assert.deepEqual(passwords('http://name@proxy.test/'), [], 'a word may be in any answer');
});
