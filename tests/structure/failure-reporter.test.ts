import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder } from '../cli/command.ts';

const reporter = path.join(packageRoot(), 'dist/tests/failure-reporter.js');

/** What `node --test` prints of files with these texts, read through a pipe. */
function printed(files: Readonly<Record<string, string>>): Promise<string> {
  return inNewFolder(async folder => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const { stdout } = spawnSync(process.execPath, ['--test', `--test-reporter=${reporter}`, ...Object.keys(files)], {
      cwd: folder,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    return stdout;
  });
}

const counts = (numbers: Readonly<Record<'pass' | 'fail', number>>): RegExp =>
  new RegExp(`^# pass ${numbers.pass}\n# fail ${numbers.fail}\n(?:# \\w+ [\\d.]+\n)+$`, 'm');

test('tests that pass are counted and not named', async () => {
  const text = await printed({
    'good.mjs': "import { test } from 'node:test';\ntest('one', () => {});\ntest('two', () => {});",
  });
  assert.match(text, counts({ pass: 2, fail: 0 }));
  assert.match(text, /^(?:# \w+ [\d.]+\n)+$/);
});

test('a test that fails is shown with its name, its place and the reason, and so is a file that cannot be run', async () => {
  const bad = [
    "import assert from 'node:assert/strict';",
    "import { suite, test } from 'node:test';",
    "suite('outer', () => {",
    "  test('inner', () => assert.equal(1, 2, 'one is not two'));",
    "  test('innocent', () => {});",
    '});',
  ];
  const text = await printed({ 'bad.mjs': bad.join('\n'), 'broken.mjs': "throw new Error('as it should');" });
  assert.match(text, /^not ok: inner \(bad\.mjs:4\)\nAssertionError \[ERR_ASSERTION\]: one is not two$/m);
  assert.match(text, /^not ok: .*broken\.mjs \(broken\.mjs:1\)\n/m);
  assert.match(text, /^Error: as it should$/m);
  assert.doesNotMatch(text, /outer|innocent/);
  assert.match(text, counts({ pass: 1, fail: 2 }));
});
