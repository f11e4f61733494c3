import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNewFolder } from './command.ts';
import { commandsOf, pageText, prepareReader, typed } from './page-commands.ts';

const commands = commandsOf(pageText('gating.md'), /^npx /);

test('every command on the page about gating does what the page says, one after the other', () =>
  inNewFolder(async folder => {
    assert.ok(commands.length >= 5, 'the page has commands');
    const env = prepareReader(folder);
    for (const { line, status } of commands) {
      const [found, output] = await typed(line, folder, env);
      assert.equal(found, status, `${line}\n${output}`);
    }
  }));
