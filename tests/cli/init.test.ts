import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { parsedProfile, profileIn } from '../../src/cli/profile-file.ts';
import { command, inNewFolder } from './command.ts';

/** The files below a folder and what they say; a run of a command would leave `state/`, too. */
const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .map(file => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );

const inPackage = (file: string): string => readFileSync(path.join(packageRoot(), file), 'utf8');

test('init writes a profile that can be used as it is and the variables, and says what is next', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await command(['init'], {}, folder);
    assert.deepEqual([status, stderr], [0, '']);
    const files = filesIn(folder);
    assert.deepEqual(Object.keys(files).sort(), ['.env.example', 'targets/staging.yaml']);
    assert.equal(files['.env.example'], inPackage('.env.example'));
    assert.match(stdout, /^written: targets\/staging\.yaml\nwritten: \.env\.example\n\nNext:\n/);
    assert.match(stdout, /\.gitignore names \.env\b/);
    const own = { VBS_ENDPOINT: 'http://127.0.0.1:9', OS_PROJECT_ID: 'p', OS_TOKEN: 'token-of-tests' };
    const listed = await command(['check', '--target', 'staging', '--dry-run'], own, folder);
    assert.deepEqual([listed.status, listed.stderr], [0, '']);
  }));

test('each line of the profile that is switched off can be switched on: all keys of the format are there, and accepted', () => {
  const text = inPackage('templates/target.yaml').replaceAll(/^#(?! \S)/gm, '');
  const keys = Object.keys(JSON.parse(inPackage('schemas/formats/target.schema.json')).properties);
  const further = ['backup', 'fault-timeout', 'fault-variables'];
  assert.deepEqual(Object.keys(parse(text)).concat(further).sort(), keys.sort());
  const { variables, subjects, hooks, off, waivers } = parsedProfile('targets/staging.yaml', text, {});
  assert.deepEqual([variables.OS_CLOUD, variables.VBS_OTHER_CLOUD], ['staging', 'staging-other']);
  assert.deepEqual(Object.keys(subjects), ['backup_id']);
  assert.deepEqual([hooks.map(({ code }) => code), off], [[503], ['status/501/transfer-encoding']]);
  assert.deepEqual(
    waivers.map(({ id }) => id),
    ['no-405'],
  );
});

/** Where each CI system looks for its file. */
const pipelines = { github: '.github/workflows/conformance.yml', gitlab: '.gitlab-ci.yml' } as const;

for (const [system, file] of Object.entries(pipelines)) {
  test(`init --ci ${system} also writes the file for it, with the target's name in all files`, () =>
    inNewFolder(async folder => {
      const { status, stdout, stderr } = await command(['init', '--ci', system, '--name', 'site_2-b'], {}, folder);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /Commit package\.json and package-lock\.json/);
      const files = filesIn(folder);
      assert.deepEqual(Object.keys(files).sort(), ['.env.example', file, 'targets/site_2-b.yaml'].sort());
      assert.match(files[file] ?? '', /vbs-conformance run --target site_2-b( |$)/m);
      for (const text of Object.values(files)) assert.doesNotMatch(text, /\bstaging\b/);
    }));
}

test('a file that is there is named and left, also a link that leads nowhere; the others are written', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    symlinkSync('nowhere.yaml', path.join(folder, 'targets/staging.yaml'));
    writeFileSync(path.join(folder, '.gitlab-ci.yml'), 'stages: [mine]\n');
    const { status, stdout, stderr } = await command(['init', '--ci', 'gitlab'], {}, folder);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^left as it is, because it is there: targets\/staging\.yaml /m);
    assert.match(stdout, /^written: \.env\.example$/m);
    const [, ours = ''] = /^left as it is, .*: \.gitlab-ci\.yml \(ours is (.*)\)$/m.exec(stdout) ?? [];
    assert.equal(readFileSync(path.join(folder, ours), 'utf8'), inPackage('templates/gitlab.yml'));
    assert.equal(filesIn(folder)['.gitlab-ci.yml'], 'stages: [mine]\n');
    assert.ok(!existsSync(path.join(folder, 'targets/nowhere.yaml')));
    const again = await command(['init', '--ci', 'gitlab'], {}, folder);
    assert.equal(again.status, 0);
    assert.doesNotMatch(again.stdout, /^written/m);
  }));

test('a name or a CI system that cannot be is refused in a sentence, and nothing is written', () =>
  inNewFolder(async folder => {
    for (const [args, sentence] of [
      [['--name', 'mock'], '--name is "mock", which is a target without a profile; choose another name.\n'],
      ...['../up', '-x', ''].map(
        name =>
          [
            ['--name', name],
            `--name is "${name}"; write it in letters, digits, _ and -, with no - at its beginning, as "staging".\n`,
          ] as const,
      ),
      [['--ci', 'toString'], '--ci is "toString"; set it to github or gitlab.\n'],
    ] as const) {
      const { status, stdout, stderr } = await command(['init', ...args], {}, folder);
      assert.deepEqual([status, stdout, stderr], [2, '', sentence]);
    }
    assert.deepEqual(readdirSync(folder), []);
  }));

test('a file in the place of a folder is told in a sentence', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'targets'), '');
    const { status, stderr } = await command(['init'], {}, folder);
    const file = path.join(folder, 'targets/staging.yaml');
    const remedy = 'see that its folder can be made and written to';
    assert.deepEqual([status, stderr], [2, `${file} cannot be written (EEXIST); ${remedy}.\n`]);
    assert.equal(profileIn(file, {}), undefined);
  }));
