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
