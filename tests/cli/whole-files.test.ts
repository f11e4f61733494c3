import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isWhole, writeWhole, writeWholeFolder } from '../../src/cli/whole-files.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { inNewFolder } from './command.ts';

/** Parts of which the disk takes the first only. */
function* onFullDisk(): Generator<string> {
  yield 'first';
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
}

/** The error that is one sentence for the user. */
const sentence = (start: string) => (error: unknown) =>
  error instanceof ConfigurationError && error.message.startsWith(start) && error.message.endsWith('.');

test('a file is there as a whole, with the bytes that are told of it', () =>
  inNewFolder(async folder => {
    const file = path.join(folder, 'a.json');
    writeFileSync(file, 'of an earlier run, and longer than what comes');
    const written = writeWhole(file, ['ä', Buffer.from('b')]);
    assert.deepEqual(written, { file, size: 3 });
    assert.equal(readFileSync(file, 'utf8'), 'äb');
    assert.deepEqual(readdirSync(folder), ['a.json']);
  }));

test('a full disk leaves what was there before, nothing half, and one sentence', () =>
  inNewFolder(async folder => {
    const file = path.join(folder, 'a.json');
    writeFileSync(file, 'before');
    assert.throws(() => writeWhole(file, onFullDisk()), sentence(`${file} cannot be written (ENOSPC); make room`));
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), ['a.json']);
  }));

test('a folder in the place of a file, and a missing folder, are one sentence', () =>
  inNewFolder(async folder => {
    const file = path.join(folder, 'a.json');
    mkdirSync(file);
    assert.throws(() => writeWhole(file, ['x']), sentence(`${file} cannot be written (EISDIR); remove`));
    const below = path.join(folder, 'none/a.json');
    assert.throws(() => writeWhole(below, ['x']), sentence(`${below} cannot be written (ENOENT); `));
  }));

test('a fault of ours stays one', () =>
  inNewFolder(async folder => {
    const parts = (function* (): Generator<string> {
      yield 'a';
      throw new TypeError('ours');
    })();
    assert.throws(() => writeWhole(path.join(folder, 'a.json'), parts), TypeError);
    assert.deepEqual(readdirSync(folder), []);
  }));

test('a link in the place of a file or beside it is replaced, and what it leads to is not touched', () =>
  inNewFolder(async folder => {
    const other = path.join(folder, 'other');
    writeFileSync(other, 'of another');
    for (const name of ['a.json', '.a.json.new']) symlinkSync(other, path.join(folder, name));
    writeWhole(path.join(folder, 'a.json'), ['ours']);
    assert.equal(readFileSync(other, 'utf8'), 'of another');
    assert.equal(readFileSync(path.join(folder, 'a.json'), 'utf8'), 'ours');
    assert.deepEqual(readdirSync(folder).sort(), ['a.json', 'other']);
  }));

test('a folder of files is there as a whole; a link in its place is not followed', () =>
  inNewFolder(async folder => {
    const results = path.join(folder, 'results');
    const files = writeWholeFolder(results, [
      ['b', 'B'],
      ['a', 'A'],
    ]);
    assert.deepEqual(files, [path.join(results, 'b'), path.join(results, 'a')]);
    assert.equal(readFileSync(path.join(results, 'a'), 'utf8'), 'A');
    const other = path.join(folder, 'other');
    mkdirSync(other);
    symlinkSync(other, path.join(folder, 'link'));
    const link = path.join(folder, 'link');
    assert.throws(() => writeWholeFolder(link, [['a', 'A']]), sentence(`${link} cannot be written (ENOTDIR); remove`));
    assert.deepEqual([readdirSync(other), readdirSync(folder).sort()], [[], ['link', 'other', 'results']]);
  }));

test('a file that is gone, cut off, or a link is not whole', () =>
  inNewFolder(async folder => {
    const written = writeWhole(path.join(folder, 'a.html'), ['<html></html>']);
    assert.equal(isWhole(written), true);
    truncateSync(written.file, 5);
    assert.equal(isWhole(written), false);
    writeFileSync(path.join(folder, 'b'), '<html></html>');
    symlinkSync(path.join(folder, 'b'), path.join(folder, 'c'));
    assert.equal(isWhole({ file: path.join(folder, 'c'), size: 13 }), false);
    assert.equal(isWhole({ file: path.join(folder, 'none'), size: 0 }), false);
  }));
