import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { writePages } from '../endpoints/own-pages.ts';
import { command, inNewFolder } from './command.ts';

/** Derives in a copy of the project in which one file was changed. */
function deriveAfter(file: string, change: (text: string) => string, args: readonly string[] = []) {
  return inNewFolder(async folder => {
    const root = packageRoot();
    for (const part of ['package.json', 'specs', 'schemas', 'dist/src'])
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const before = readFileSync(path.join(folder, file), 'utf8');
    const after = change(before);
    assert.notEqual(after, before);
    writeFileSync(path.join(folder, file), after);
    const main = path.join(folder, 'dist/src/cli/main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'derive', ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  });
}

const page = 'specs/vbs/v3/show-backup.rst';
const notes = 'specs/vbs/v3/show-backup.yaml';

test('a contradiction without a ruling stops derive with file and line', async () => {
  const { status, stderr } = await deriveAfter(page, text =>
    text.replace('"name": null', '"name": null, "colour": "blue"'),
  );
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^specs\/vbs\/v3\/show-backup\.rst:\d+: `colour` is not documented.*no ruling on "undocumented\/colour"/,
  );
});

test('a ruling without a contradiction stops derive with file and line', async () => {
  const { status, stderr } = await deriveAfter(page, text => text.replace('"name": null', '"name": "n"'));
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^specs\/vbs\/v3\/show-backup\.yaml:\d+: there is a ruling on "null\/name", but the page has no such contradiction/,
  );
});

test('a ruling without its observation stops derive with file and line', async () => {
  const { status, stderr } = await deriveAfter(notes, text =>
    text.replace('observed: creating', 'observed: vanishing'),
  );
  assert.equal(status, 2);
  assert.match(stderr, /^specs\/vbs\/v3\/show-backup\.yaml:\d+: there is no observation "vanishing-member-3\.0\.txt"/);
});

test('every finding on the page stops derive with file, line and column', async () => {
  const { status, stderr } = await deriveAfter(page, text =>
    text.replace(/\| size {2}/, '| size ').replace('\n   200\n', '\n   302\n'),
  );
  assert.equal(status, 2);
  const lines = stderr.trim().split('\n');
  assert.match(lines[0] ?? '', /^specs\/vbs\/v3\/show-backup\.rst:\d+:4: .* \[rst\/uneven-table-line\]$/);
  assert.match(lines.at(-1) ?? '', /^specs\/vbs\/v3\/show-backup\.rst:\d+:4: .* \[facts\/no-success-status\]$/);
});

test('a stale schema is told by derive --check and mended by derive', async () => {
  const schema = 'schemas/vbs/v3/show-backup.200.schema.json';
  const spoil = (text: string): string => text.replace('"integer"', '"number"');
  const checked = await deriveAfter(schema, spoil, ['--check']);
  assert.equal(checked.status, 1);
  assert.match(checked.stderr, /^schemas\/vbs\/v3\/show-backup\.200\.schema\.json is stale; run "npm run derive"/);
  const mended = await deriveAfter(schema, spoil);
  assert.equal(mended.status, 0);
  assert.match(mended.stdout, /1 of them changed/);
});

test('pages of the user are reviewed, and their schemas go where --schemas says, and nowhere else', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const derived = (...args: readonly string[]) => command(['derive', ...args], {}, folder);
    const reviewed = await derived('--specs', 'my');
    assert.deepEqual(reviewed, {
      status: 0,
      stdout: '2 pages reviewed. --schemas FOLDER writes the schemas that follow.\n',
      stderr: '',
    });
    assert.deepEqual(readdirSync(folder), ['my']);
    const fresh = await derived('--specs', 'my', '--schemas', 'out', '--check');
    assert.equal(fresh.status, 1);
    assert.match(fresh.stderr, /^out\/shop\/v3\/show-gadget\.200\.schema\.json is stale; run this without --check\.$/m);
    const written = await derived('--specs', 'my', '--schemas', 'out');
    assert.equal(written.stdout, '6 files derived from 2 pages, 6 of them changed.\n');
    const schema = JSON.parse(readFileSync(path.join(folder, 'out/shop/v3/show-widget.200.schema.json'), 'utf8'));
    assert.ok('widget' in schema.properties);
    assert.equal((await derived('--specs', 'my', '--schemas', 'out', '--check')).status, 0);
  }));

test('what keeps such pages from being derived is told in a sentence', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    writeFileSync(path.join(folder, 'file'), '');
    const told = async (...args: readonly string[]): Promise<string> => {
      const { status, stdout, stderr } = await command(['derive', ...args], {}, folder);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    };
    assert.equal(
      await told('--schemas', 'out'),
      '--schemas is for pages of your own; name their folder with --specs.\n',
    );
    assert.match(await told('--specs', 'gone'), /^--specs is "gone", but there is no folder that can be read; /);
    assert.equal(
      await told('--specs', 'my', '--schemas', 'file'),
      'file/shop/v3/show-gadget.200.schema.json cannot be written (ENOTDIR); choose a folder that can be written to.\n',
    );
    writeFileSync(path.join(folder, 'my/shop/v3/show-gadget.yaml'), 'rulings: 7\n');
    assert.match(await told('--specs', 'my'), /^my\/shop\/v3\/show-gadget\.yaml:1: /);
  }));
