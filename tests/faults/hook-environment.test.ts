import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookEnvironment } from '../../src/faults/hook-environment.ts';

test('hooks get only the usual variables, and those that the profile names', () => {
  const usual = { PATH: '/bin', HOME: '/home/user', LC_ALL: 'C', XDG_RUNTIME_DIR: '/run', SSH_AUTH_SOCK: '/s' };
  const ours = {
    OS_TOKEN: 'canary',
    OS_PASSWORD: 'canary',
    HTTPS_PROXY: 'canary',
    NODE_OPTIONS: 'canary',
    MYPATH: 'x',
  };
  assert.deepEqual(hookEnvironment({ ...usual, ...ours, LAB: '/lab' }, ['LAB', 'UNSET']), { ...usual, LAB: '/lab' });
  assert.deepEqual(hookEnvironment({ ...ours }, ['OS_TOKEN']), { OS_TOKEN: 'canary' });
});
