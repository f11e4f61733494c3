import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder } from './command.ts';

/** What a dry run says that is refused because of its settings. */
async function refusal(folder: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await command(['check', '--dry-run', ...args], {}, folder);
  assert.deepEqual([status, stdout], [2, '']);
  return stderr;
}

/** What may be in the place of a file of settings, and is none. Each is made at a path. */
const impostors: Readonly<Record<string, (at: string) => void>> = {
  'a folder': at => void mkdirSync(at),
  'a pipe that nobody writes to': at => void execFileSync('sh', ['-c', 'mkfifo "$0"', at]),
  'a link to a device that never ends': at => symlinkSync('/dev/zero', at),
};

for (const [what, make] of Object.entries(impostors)) {
  test(`${what} in place of .env or of a profile ends the run at once, with one sentence`, () =>
    inNewFolder(async folder => {
      const env = path.join(folder, '.env');
      make(env);
      assert.equal(await refusal(folder), '.env is not a regular file; replace it, or remove it.\n');
      rmSync(env, { recursive: true });
      mkdirSync(path.join(folder, 'targets'));
      make(path.join(folder, 'targets/one.yaml'));
      const sentence = 'targets/one.yaml is not a regular file; replace it, or remove it.\n';
      assert.equal(await refusal(folder, '--target', 'one'), sentence);
    }));
}

for (const [what, make] of Object.entries(impostors)) {
  test(`${what} in place of clouds.yaml or of a certificate ends the run at once, and one sentence says why`, () =>
    inNewFolder(async folder => {
      const pem = path.join(folder, 'ca.pem');
      make(pem);
      const own = {
        VBS_ENDPOINT: 'https://vbs.test',
        OS_TOKEN: 'token-canary',
        OS_PROJECT_ID: 'p',
        OS_CACERT: 'ca.pem',
      };
      const told = await command(['check', '--dry-run'], own, folder);
      assert.deepEqual([told.status, told.stderr], [2, `${pem} is not a regular file; replace it, or remove it.\n`]);
      const clouds = path.join(folder, 'clouds.yaml');
      make(clouds);
      const other = await command(['check', '--dry-run', '--target', 'cloud'], { OS_CLOUD: 'lab' }, folder);
      const sentence = `${clouds} is not a regular file; replace it, or remove it.\n`;
      assert.deepEqual([other.status, other.stderr], [2, sentence]);
    }));
}

test('a link that leads in a circle is named, a link that leads nowhere is no file', () =>
  inNewFolder(async folder => {
    const env = path.join(folder, '.env');
    symlinkSync('.env', env);
    assert.equal(await refusal(folder), '.env cannot be read (ELOOP); make it readable, or remove it.\n');
    rmSync(env);
    symlinkSync('nowhere', env);
    assert.equal((await command(['check', '--dry-run'], {}, folder)).status, 0);
  }));

test('a file that is far too large is refused by its size', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    const keys = Array.from({ length: 400_000 }, (_, index) => `key${index}: 1\n`);
    writeFileSync(path.join(folder, 'targets/one.yaml'), keys.join(''));
    const profile = 'targets/one.yaml is larger than 64 KiB; remove what does not belong in it.\n';
    assert.equal(await refusal(folder, '--target', 'one'), profile);
    writeFileSync(path.join(folder, '.env'), keys.join(''));
    assert.equal(await refusal(folder), '.env is larger than 1024 KiB; remove what does not belong in it.\n');
  }));

test('a clouds.yaml that is far too large is refused by its size', () =>
  inNewFolder(async folder => {
    const clouds = Array.from({ length: 40_000 }, (_, index) => `  cloud${index}: 1\n`);
    writeFileSync(path.join(folder, 'clouds.yaml'), `clouds:\n${clouds.join('')}`);
    const { status, stderr } = await command(['check', '--dry-run', '--target', 'cloud'], { OS_CLOUD: 'lab' }, folder);
    const sentence = 'clouds.yaml is larger than 256 KiB; remove what does not belong in it.\n';
    assert.deepEqual([status, stderr], [2, sentence]);
  }));

test('the largest files that are read are read at once', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    const keys = Array.from({ length: 65_536 / 9 }, (_, index) => `${String(index).padStart(5, 'k')}: 1\n`);
    writeFileSync(path.join(folder, 'targets/one.yaml'), keys.join(''));
    writeFileSync(path.join(folder, '.env'), '\n'.repeat(1024 * 1024 - 10).concat('VBS_RATE=x'));
    assert.match(await refusal(folder, '--target', 'mock'), /^VBS_RATE is "x"; /);
    rmSync(path.join(folder, '.env'));
    const problems = (await refusal(folder, '--target', 'one')).trimEnd().split('\n');
    assert.match(problems[0] ?? '', /^targets\/one\.yaml:1: /);
    assert.match(problems[20] ?? '', /^Further problems that are not shown: \d+\.$/);
    assert.equal(problems.length, 21);
  }));
