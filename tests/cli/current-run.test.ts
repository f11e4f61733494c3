import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsIn, variablesFor } from '../../src/cli/current-run.ts';
import type { RunOptions } from '../../src/cli/settings.ts';

test('the command line reaches the processes of the full run unchanged', () => {
  const all: readonly RunOptions[] = [
    {},
    { strict: false },
    { target: ['mock', 'a,b "c"'], only: 'links/**', strict: true, rate: '2', without: ['status/405/*'], with: ['x'] },
  ];
  for (const options of all) assert.deepEqual(optionsIn(variablesFor(options)), options);
  assert.deepEqual(optionsIn({}), {});
});
