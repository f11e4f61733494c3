import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryKeys } from '../../src/matrix/query.ts';
import { inNewFolder } from './command.ts';
import { commandsOf, pageText, prepareReader, typed } from './page-commands.ts';

const page = pageText('matrix.md');

test('every command on the page about matrices does what the page says, one after the other', () =>
  inNewFolder(async folder => {
    const commands = commandsOf(page, /^npx vbs-conformance /);
    assert.equal(commands.length, 3);
    const env = prepareReader(folder);
    for (const { line, status } of commands) {
      const [found, output] = await typed(line, folder, env);
      assert.equal(found, status, `${line}\n${output}`);
    }
  }));

test('the page explains every key of the filter', () => {
  const named = Array.from(page.matchAll(/^\| `(\w+):` *\|/gm), ([, key]) => key);
  assert.deepEqual(named, Object.keys(queryKeys));
});
