import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsIn, variablesFor } from '../../src/cli/current-run.ts';

test('the command line reaches the processes of the full run unchanged', () => {
  for (const options of [{ strict: false }, { target: 'mock', only: 'links/**', strict: true }]) {
    assert.deepEqual(optionsIn(variablesFor(options)), options);
  }
});
