import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { smallPage } from '../documentation/small-page.ts';
import { command, inNewFolder } from './command.ts';

test('read prints a JSON line for each page, and its findings as compilers do', () =>
  inNewFolder(async folder => {
    const whole = smallPage('{"thing": {}}');
    writeFileSync(path.join(folder, 'whole.rst'), whole);
    writeFileSync(path.join(folder, 'broken.rst'), whole.replace('Response\n--------', 'Response\n-----'));
    const sound = await command(['read', 'whole.rst'], {}, folder);
    assert.deepEqual([sound.status, sound.stderr], [0, '']);
    const { status, stdout, stderr } = await command(['read', 'whole.rst', 'broken.rst'], {}, folder);
    assert.equal(status, 2);
    const sentence = 'the underline is shorter than its title; expected the same length.';
    assert.equal(stderr, `broken.rst:10:1: ${sentence} [rst/short-underline]\n`);
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ file, findings }) => [file, findings]),
      [
        ['whole.rst', []],
        ['broken.rst', [{ line: 10, column: 1, rule: 'rst/short-underline', sentence }]],
      ],
    );
  }));
