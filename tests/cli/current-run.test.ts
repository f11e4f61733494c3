import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { optionsIn, variablesFor } from '../../src/cli/current-run.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import { command, inNewFolder } from './command.ts';

test('the command line reaches the processes of the full run unchanged', () => {
  const all: readonly RunOptions[] = [
    {},
    { strict: false },
    { target: ['mock', 'a,b "c"'], only: ['links/**', 'x'], strict: true, without: ['status/405/*'], with: ['x'] },
    {
      command: 'check',
      jobs: '4',
      endpoint: 'http://a.test',
      osCloud: 'own',
      reportsDir: 'a b',
      rate: '2',
      dryRun: true,
    },
  ];
  for (const options of all) assert.deepEqual(optionsIn(variablesFor(options)), options);
  assert.deepEqual(optionsIn({}), {});
});

test('a check whose field only another list shows has the plain reads of that list sent, which is not judged itself', () =>
  inNewFolder(async folder => {
    const only = ['--only', 'vbs/v3/list-backups/filters/status'];
    const { status, stderr } = await command(['check', '--target', 'mock', ...only], {}, folder);
    assert.deepEqual([status, stderr], [0, '']);
    const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, 'reports', file), 'utf8'));
    const { exchanges } = read('recording.json') as { readonly exchanges: readonly { readonly name: string }[] };
    assert.deepEqual(exchanges.map(({ name }) => name).sort(), [
      'list-backups-details/show',
      'list-backups-details/show-again',
      'list-backups/filters/status',
      'list-backups/show',
      'list-backups/show-again',
    ]);
    const report = read('conformance.json') as Readonly<Record<'checks' | 'operations', readonly object[]>>;
    assert.deepEqual([report.checks.length, report.operations.length], [1, 1]);
  }));
