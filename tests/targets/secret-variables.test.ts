import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretsIn } from '../../src/targets/secret-variables.ts';

test('what is secret in an environment, unless it is so short that it stands in any text', () => {
  const env = { OS_PASSWORD: 'canary-password', OS_USERNAME: 'somebody-else', VBS_SECRET_KEY: 'short', OS_TOKEN: '' };
  assert.deepEqual(secretsIn(env), [{ variable: 'OS_PASSWORD', value: 'canary-password' }]);
  assert.deepEqual(
    secretsIn(env, 3).map(({ variable }) => variable),
    ['OS_PASSWORD', 'VBS_SECRET_KEY'],
  );
});

test('variables of any program with the name of a secret, and credentials of proxies', () => {
  const secret = [
    'DB_PASS',
    'MYSQL_PWD',
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'SOME_API_KEY',
    'npm_config_authToken',
  ];
  const open = [
    'PWD',
    'OLDPWD',
    'SSH_AUTH_SOCK',
    'TOKEN_FILE',
    'OS_APPLICATION_CREDENTIAL_ID',
    'TOKENIZERS',
    'COMPASS',
  ];
  const env = Object.fromEntries([...secret, ...open].map(name => [name, `${name}-canary`]));
  assert.deepEqual(
    secretsIn(env).map(({ variable }) => variable),
    secret,
  );
  const proxies = { https_proxy: 'http://name:proxy-canary@proxy.test', HTTP_PROXY: 'http://key-canary@proxy.test' };
  assert.deepEqual(secretsIn({ ...proxies, ALL_PROXY: 'proxy.test:3128' }), [
    { variable: 'https_proxy', value: 'proxy-canary' },
    { variable: 'HTTP_PROXY', value: 'key-canary' },
  ]);
});
