import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNewFolder } from './command.ts';
import { commandsOf, pageText, prepareReader, typed } from './page-commands.ts';

const page = pageText('audits.md');

const commands = commandsOf(page, /^(?:npx vbs-conformance|sha256sum) /);

test('every command on the page about audits does what the page says, one after the other', () =>
  inNewFolder(async folder => {
    assert.ok(commands.length >= 5, 'the page has commands');
    const env = prepareReader(folder);
    // The commands about a service that fails are tried with one in tests/endpoints/waived-runs.test.ts.
    for (const { line, status } of commands.filter(one => !/\bstaging\b|--as-of\b/.test(one.line))) {
      const [found, output] = await typed(line, folder, env);
      assert.equal(found, status, `${line}\n${output}`);
    }
  }));

test('each command of this program that the page names in its text is on it as a command, too', () => {
  const named = new Set([...page.matchAll(/`(judge|compare|waive)\b[^`]*`/g)].map(([, name]) => name));
  for (const name of named)
    assert.ok(
      commands.some(({ line }) => line.startsWith(`npx vbs-conformance ${name} `)),
      name,
    );
});
