import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsIn, variablesFor } from '../../src/cli/current-run.ts';
import type { RunOptions } from '../../src/cli/settings.ts';

test('the command line reaches the processes of the full run unchanged', () => {
  const all: readonly RunOptions[] = [
    {},
    { strict: false },
    { target: ['mock', 'a,b "c"'], only: ['links/**', 'x'], strict: true, without: ['status/405/*'], with: ['x'] },
    { command: 'check', endpoint: 'http://a.test', osCloud: 'own', reportsDir: 'a b', rate: '2', dryRun: true },
  ];
  for (const options of all) assert.deepEqual(optionsIn(variablesFor(options)), options);
  assert.deepEqual(optionsIn({}), {});
});
