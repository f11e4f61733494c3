import assert from 'node:assert/strict';
import { readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { lastLine, openStderrFile, takeLastLine } from '../../src/faults/stderr-file.ts';
import { inNewFolder } from '../cli/command.ts';

/** Runs `use` while this folder is the one for temporary files. */
async function withTemporaryFolder(folder: string, use: () => void): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    use();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

test('the last line that says something', () => {
  assert.equal(lastLine('first\n  second \r\n \n\n'), 'second');
  assert.equal(lastLine(' \n\n'), undefined);
});

test('what a terminal or a page would obey is made visible', () => {
  assert.equal(lastLine('\u001b[2Jgone\u0007 \u202eback \u{e0041}'), '\\u{1b}[2Jgone\\u{7} \\u{202e}back \\u{e0041}');
});

test('a line whose beginning is out of sight is not shown: it may begin within a secret', () =>
  inNewFolder(folder =>
    withTemporaryFolder(folder, () => {
      const descriptor = openStderrFile();
      assert.ok(descriptor);
      writeSync(descriptor, `token ${'x'.repeat(10_000)}`);
      assert.equal(takeLastLine(descriptor), undefined);
    }),
  ));

test('the file has no name, and its last line is found however much was written before', () =>
  inNewFolder(folder =>
    withTemporaryFolder(folder, () => {
      const descriptor = openStderrFile();
      assert.ok(descriptor);
      assert.deepEqual(readdirSync(folder), []);
      writeSync(descriptor, `${'noise\n'.repeat(100_000)}the reason\n`);
      assert.equal(takeLastLine(descriptor), 'the reason');
    }),
  ));

test('without a folder for temporary files there is no file', () =>
  inNewFolder(folder =>
    withTemporaryFolder(path.join(folder, 'missing'), () => assert.equal(openStderrFile(), undefined)),
  ));
