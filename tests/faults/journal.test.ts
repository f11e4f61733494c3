import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { journalFile, keptFaults, readEntry, removeEntry, writeEntry } from '../../src/faults/journal.ts';
import { newEntry } from '../../src/faults/journal-entry.ts';
import { ownProcess } from '../../src/faults/process-identity.ts';
import { inNewFolder } from '../cli/command.ts';

const hook = { code: 502, enter: ['break'], leave: ['mend'], timeout: 1000 } as const;
const entry = newEntry('id', '/operator/targets/lab.yaml', hook, ownProcess(), new Date(0));

test('each service has a journal, whose name does not tell which', () => {
  const [one, other] = ['https://vbs.example.com', 'https://vbs.example.com/prefix'].map(url => journalFile('/s', url));
  assert.notEqual(one, other);
  assert.match(one ?? '', /^\/s\/[\da-f]{32}\.json$/);
});

test('a fault is kept until it is removed', () =>
  inNewFolder(async folder => {
    const file = journalFile(folder, 'https://vbs.example.com');
    assert.deepEqual([readEntry(file), keptFaults(folder)], [undefined, []]);
    writeEntry(file, entry);
    writeFileSync(path.join(folder, 'another.json'), '{}');
    assert.deepEqual(keptFaults(folder), [{ file, entry }]);
    writeEntry(file, { ...entry, state: 'left' });
    assert.equal(readEntry(file)?.state, 'left');
    removeEntry(file);
    assert.deepEqual(keptFaults(folder), []);
  }));

test('without a folder nothing is kept', () => assert.deepEqual(keptFaults('/nowhere/at/all'), []));

test('a damaged journal is an error that names it: a fault may be open', () =>
  inNewFolder(async folder => {
    const file = journalFile(folder, 'https://vbs.example.com');
    writeFileSync(file, '{"format": 1', { mode: 0o600 });
    assert.throws(() => keptFaults(folder), { name: 'ConfigurationError', message: /\.json should say .* damaged/ });
  }));
