import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ownProcess, processWithId } from '../../src/faults/process-identity.ts';
import { claim } from '../../src/faults/target-lock.ts';
import { inNewFolder } from '../cli/command.ts';
import { skip } from './stage.ts';

const other = processWithId(process.ppid) ?? ownProcess();

test('a service is claimed and given up again', () =>
  inNewFolder(async folder => {
    const journal = path.join(folder, 'state/service.json');
    const release = claim(journal);
    assert.equal(readdirSync(path.dirname(journal)).length, 1);
    release();
    assert.deepEqual(readdirSync(path.dirname(journal)), []);
    claim(journal)();
  }));

test('who comes second is told who came first, and leaves no claim', { skip }, () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'service.of-another.lock'), JSON.stringify(other), { mode: 0o600 });
    assert.throws(() => claim(path.join(folder, 'service.json')), {
      name: 'ConfigurationError',
      message: new RegExp(`\\(process ${other.pid}\\)`),
    });
    assert.deepEqual(readdirSync(folder), ['service.of-another.lock']);
    claim(path.join(folder, 'neighbour.json'))();
  }),
);

const dead: readonly (readonly [what: string, text: string])[] = [
  ['a process that was given its id later', JSON.stringify({ ...other, startTime: '1' })],
  ['a process before the machine was started', JSON.stringify({ ...other, bootId: 'another boot' })],
  ['nobody: a disk was full', ''],
];

for (const [what, text] of dead) {
  test(`the claim of ${what} is taken over`, { skip }, () =>
    inNewFolder(async folder => {
      writeFileSync(path.join(folder, 'service.of-another.lock'), text, { mode: 0o600 });
      claim(path.join(folder, 'service.json'))();
      assert.deepEqual(readdirSync(folder), []);
    }),
  );
}
