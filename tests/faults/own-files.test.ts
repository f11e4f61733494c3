import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { makeOwnFolder, readOwnFile, removeOwnFile, writeOwnFile } from '../../src/faults/own-files.ts';
import { inNewFolder } from '../cli/command.ts';

test('a file is written as a whole, for this user only, and read again', () =>
  inNewFolder(async folder => {
    const file = path.join(folder, 'file');
    for (const text of ['first, and longer', 'second']) {
      writeOwnFile(file, text);
      assert.equal(readOwnFile(file), text);
    }
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['file']);
    removeOwnFile(file);
    removeOwnFile(file);
    assert.equal(readOwnFile(file), undefined);
  }));

test('what cannot be written changes nothing, and leaves nothing behind', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'file'));
    assert.throws(() => writeOwnFile(path.join(folder, 'file'), 'text'), { code: /EISDIR|ENOTEMPTY|EEXIST/ });
    assert.deepEqual(readdirSync(folder), ['file']);
  }));

const untrusted: readonly (readonly [what: string, make: (file: string) => void])[] = [
  ['a file that others can read', file => writeFileSync(file, '', { mode: 0o644 })],
  [
    'a file that others can write',
    file => {
      writeFileSync(file, '');
      chmodSync(file, 0o622);
    },
  ],
  ['a large file', file => writeFileSync(file, ' '.repeat(100_000), { mode: 0o600 })],
  ['a folder', file => mkdirSync(file)],
  [
    'a link',
    file => {
      writeFileSync(`${file}.of-ours`, '', { mode: 0o600 });
      symlinkSync(`${file}.of-ours`, file);
    },
  ],
];

for (const [what, make] of untrusted) {
  test(`${what} is not obeyed`, () =>
    inNewFolder(async folder => {
      const file = path.join(folder, 'file');
      make(file);
      assert.throws(() => readOwnFile(file), { name: 'ConfigurationError', message: /\/file .*; (see|make)/ });
    }));
}

test('a folder is made for this user only, with those above it', () =>
  inNewFolder(async folder => {
    const made = path.join(folder, 'a/b/c');
    makeOwnFolder(made);
    makeOwnFolder(made);
    for (const one of ['a', 'a/b', 'a/b/c']) assert.equal(statSync(path.join(folder, one)).mode & 0o777, 0o700);
  }));

test('a folder that others may write to, or that cannot be made, is named with what to do', () =>
  inNewFolder(async folder => {
    const open = path.join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    assert.throws(() => makeOwnFolder(open), {
      name: 'ConfigurationError',
      message: /^Others .*\/open; make it yours/,
    });
    writeFileSync(path.join(folder, 'file'), '');
    for (const place of [path.join(folder, 'file/below'), '/proc/vbs-conformance/state']) {
      assert.throws(() => makeOwnFolder(place), {
        name: 'ConfigurationError',
        message: /cannot be made \(E\w+\); set XDG/,
      });
    }
  }));
