import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { lockReports } from '../../src/cli/reports-lock.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { inNewFolder } from './command.ts';

const since = new Date('2024-05-06T07:08:09Z');

/** What locking these folders says where it is refused. */
function refusal(...folders: readonly string[]): string {
  try {
    lockReports(folders, since);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  throw new Error('It was not refused.');
}

/** The lock that another process leaves in a folder, which lives as long as `use` takes, or not at all. */
async function lockOfAnother(folder: string, use: (pid: number) => void): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const lock = lockReports([folder], since);
  lock.share(child.pid ?? 0);
  const file = path.join(folder, '.lock');
  const { processes, ...told } = JSON.parse(readFileSync(file, 'utf8'));
  // This process leaves it, as a run does that is killed while its Playwright goes on.
  writeFileSync(file, JSON.stringify({ ...told, processes: processes.slice(1) }));
  use(child.pid ?? 0);
  child.kill('SIGKILL');
  await ended;
}

test('a second run in a folder is refused by a sentence that says which process has it since when; a released one is free', () =>
  inNewFolder(async folder => {
    const lock = lockReports([folder], since);
    const words = `^Another run \\(process ${process.pid}, since 2024-05-06 07:08:09 UTC\\) writes its reports to ${folder}; .*--reports-dir\\.$`;
    assert.match(refusal(folder), new RegExp(words));
    lock.release();
    assert.deepEqual(readdirSync(folder), []);
    lockReports([folder], since).release();
  }));

test('the lock of a process that has ended is taken over, that of one which runs is not', () =>
  inNewFolder(async folder => {
    await lockOfAnother(folder, pid => assert.match(refusal(folder), new RegExp(`process ${pid},`)));
    const lock = lockReports([folder], since);
    assert.deepEqual(readdirSync(folder), ['.lock']);
    lock.release();
    assert.deepEqual(readdirSync(folder), []);
  }));

test(
  'a process of an earlier start of the machine, or an earlier one of the same id, has ended',
  { skip: !existsSync('/proc/self/stat') },
  () =>
    inNewFolder(async folder => {
      lockReports([folder], since);
      const file = path.join(folder, '.lock');
      const { processes, ...told } = JSON.parse(readFileSync(file, 'utf8'));
      for (const change of [{ bootId: 'another' }, { startTime: '1' }]) {
        writeFileSync(file, JSON.stringify({ ...told, processes: [{ ...processes[0], ...change }] }));
        lockReports([folder], since);
        assert.equal(readFileSync(file, 'utf8'), JSON.stringify({ ...told, processes }));
      }
    }),
);

test('of several folders all are locked, or none', () =>
  inNewFolder(async folder => {
    const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')];
    for (const one of [first, second]) mkdirSync(one);
    const lock = lockReports([second], since);
    assert.match(refusal(folder, first, second), /second;/);
    assert.deepEqual([readdirSync(folder).sort(), readdirSync(first)], [['first', 'second'], []]);
    lock.release();
    lockReports([folder, first, second], since).release();
  }));

test('a lock is given up by its owner alone', () =>
  inNewFolder(async folder => {
    const lock = lockReports([folder], since);
    writeFileSync(path.join(folder, '.lock'), 'of another');
    lock.release();
    assert.equal(readFileSync(path.join(folder, '.lock'), 'utf8'), 'of another');
  }));

test('what is no lock of a run is told, and left alone', () =>
  inNewFolder(async folder => {
    const file = (name: string): string => path.join(folder, name, '.lock');
    for (const name of ['empty', 'list', 'nobody', 'link', 'folder']) mkdirSync(path.join(folder, name));
    writeFileSync(file('empty'), '');
    writeFileSync(file('list'), '[]');
    writeFileSync(file('nobody'), '{"since":"","processes":[null]}');
    symlinkSync(file('list'), file('link'));
    mkdirSync(file('folder'));
    for (const name of ['empty', 'list', 'nobody', 'link', 'folder']) {
      assert.match(refusal(path.join(folder, name)), new RegExp(`^${file(name)} names no run: .*\\.$`));
      assert.ok(existsSync(file(name)));
    }
  }));

test('a folder of reports that is a link is refused, but for the first one, which the user names', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'real'));
    const link = path.join(folder, 'link');
    symlinkSync(path.join(folder, 'real'), link);
    lockReports([link], since).release();
    assert.match(refusal(folder, link), new RegExp(`^${link} is no folder of its own, .*\\.$`));
  }));

test('a folder that cannot be written to is told in a sentence', { skip: !existsSync('/proc/self/stat') }, () =>
  assert.match(refusal('/proc'), /^Nothing can be written to \/proc \(\w+\); .*\.$/),
);
