import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingText, startFailureText } from '../../src/faults/endings.ts';

test('an end is told by the exit status, or by the signal', () => {
  assert.equal(endingText(3, null), 'exited with 3');
  assert.equal(endingText(null, 'SIGKILL'), 'was ended by SIGKILL');
});

test('of an error that kept a command from starting only the code is told', () => {
  const error = Object.assign(new Error('spawn faults.sh --password secret'), { code: 'ENOENT' });
  assert.equal(startFailureText(error), 'could not be started (ENOENT)');
  assert.equal(startFailureText(new Error('secret')), 'could not be started (unknown)');
});
