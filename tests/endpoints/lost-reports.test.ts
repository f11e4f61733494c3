import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { type Finished, inNewFolder, onlyShow } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { processesWith, seesProcesses, until } from './processes.ts';
import { replay } from './replaying-server.ts';

const main = path.join(packageRoot(), 'dist/src/cli/main.js');
/** The full run as people start Playwright itself. */
const playwright = [
  createRequire(import.meta.url).resolve('@playwright/test/cli'),
  'test',
  `--config=${path.join(packageRoot(), 'dist/playwright.config.js')}`,
];
const needsProcesses = seesProcesses ? false : 'needs /proc to find the process that is killed';

/** What is told where nothing is wrong but the disk. */
const verdict = /^Verdict on the embedded service: incomplete, exit status 0\. Only .* were judged: \d+ checks\.$/m;

/** Runs a command, for one operation, on a disk that takes files up to this size only, in blocks of 512 bytes. */
async function onSmallDisk(blocks: number, args: readonly string[], cwd: string): Promise<Finished> {
  const script = `ulimit -f ${blocks}; exec "$@"`;
  const child = spawn('/bin/sh', ['-c', script, 'sh', process.execPath, main, ...args, ...onlyShow], {
    cwd,
    env: { PATH: process.env.PATH ?? '' },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: child.exitCode ?? (await once(child, 'close'))[0], stdout, stderr };
}

test('a full disk: the verdict is told, then what cannot be written and what is missing; exit 2, nothing half', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await onSmallDisk(16, ['check', '--target', 'mock'], folder);
    const lines = ['recording.json', 'junit.xml', 'ctrf.json', 'conformance.json'].map(
      name => `${path.join(folder, 'reports', name)} cannot be written (EFBIG); make room on the disk.\n`,
    );
    const last =
      'reports/conformance.json, reports/ctrf.json, reports/junit.xml, reports/recording.json are missing or incomplete, so the exit status is 2.\n';
    assert.equal(stderr, lines.join('') + last);
    assert.match(stdout, verdict);
    assert.equal(status, 2);
    assert.deepEqual(readdirSync(path.join(folder, 'reports')), ['requests.log']);
  }));

test('a disk that is full when Allure renders: exit 2, no half page', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await onSmallDisk(3000, ['run', '--target', 'mock'], folder);
    const html = path.join(folder, 'reports/report.html');
    const told = `${html} cannot be written (EFBIG); make room on the disk.\n`;
    assert.equal(stderr, `${told}reports/report.html is missing or incomplete, so the exit status is 2.\n`);
    assert.match(stdout, verdict);
    assert.equal(status, 2);
    const names = readdirSync(path.join(folder, 'reports')).filter(name => name !== '.playwright');
    assert.deepEqual(names.sort(), [
      'allure-results',
      'conformance.json',
      'ctrf.json',
      'junit.xml',
      'recording.json',
      'requests.log',
    ]);
  }));

test('a disk that is full from the first answer on: the full run tells it without a stack', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await onSmallDisk(16, ['run', '--target', 'mock'], folder);
    assert.equal(status, 2);
    assert.match(stdout, verdict);
    assert.match(
      stderr,
      /^(?:\/\S+ cannot be written \(EFBIG\); make room on the disk\.\n)+reports\/\S+, .* missing or incomplete, so the exit status is 2\.\n$/,
    );
  }));

test('Playwright is killed when it has judged: exit 2, and the missing report is named', { skip: needsProcesses }, () =>
  inNewFolder(async folder => {
    const mark = `killed-playwright-${process.pid}`;
    const running = spawnedCommand(['run', ...onlyShow, '--target', 'mock'], { MARK: mark }, folder);
    await until('the verdicts', () => existsSync(path.join(folder, 'reports/conformance.json')));
    process.kill(playwrightOf(mark), 'SIGKILL');
    const { status, stderr } = await running;
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^Playwright was ended by SIGKILL\.\n/);
    assert.match(
      stderr,
      /reports\/report\.html is missing or incomplete, so the exit status is 2\.\n$|mock was not tested/,
    );
  }),
);

function playwrightOf(mark: string): number {
  const found = processesWith(mark).find(pid =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('@playwright/test/cli.js\0'),
  );
  return Number(found);
}

test('a page that is cut off when it is in its place: exit 2', () =>
  inNewFolder(async folder => {
    const cut = `const fs = require('node:fs'); const { renameSync } = fs;
      fs.renameSync = (from, to) => { renameSync(from, to); if (to.endsWith('/report.html')) fs.truncateSync(to, 1000); };
      require('node:module').syncBuiltinESMExports();`;
    const preload = path.join(folder, 'cut.cjs');
    writeFileSync(preload, cut);
    const env = { NODE_OPTIONS: `--require=${preload}` };
    const { status, stderr } = await spawnedCommand(['run', ...onlyShow, '--target', 'mock'], env, folder);
    assert.deepEqual([status, stderr], [2, 'reports/report.html is missing or incomplete, so the exit status is 2.\n']);
  }));

/** A full run in whose folder something is done when its first request has come, and before that is answered. */
async function runMetBy(
  act: (folder: string) => void,
  look: (folder: string, run: Finished) => unknown,
): Promise<void> {
  const conforming = await recordEmbedded();
  await inNewFolder(async folder => {
    let isMet = false;
    const server = await replay(conforming, () => {
      if (!isMet) act(folder);
      isMet = true;
      return false;
    });
    try {
      await look(folder, await spawnedCommand(['run', ...onlyShow], server.env, folder));
    } finally {
      await server.close();
    }
  });
}

test('two runs in one folder: the second exits 2 before it sends anything, and the first keeps its reports', () => {
  const others: SpawnSyncReturns<string>[] = [];
  const begin = (cwd: string): void => {
    const commands = [[main, 'check'], [main, 'run'], playwright];
    for (const args of commands) {
      const env = { PATH: process.env.PATH ?? '' };
      others.push(spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' }));
    }
  };
  return runMetBy(begin, (folder, first) => {
    assert.equal(others.length, 3);
    for (const { status, stdout, stderr } of others) {
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^Another run \(process \d+, since [-\d]+ [:\d]+ UTC\) writes its reports to \S+; .*\.\n$/);
    }
    assert.deepEqual([first.status, first.stderr], [0, '']);
    const { target } = JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'));
    assert.equal(target.simulated, false);
    assert.equal(existsSync(path.join(folder, 'reports/.lock')), false);
  });
});

test('a full run is killed, and its Playwright still writes: the folder stays locked until that has ended', {
  skip: needsProcesses,
}, () => {
  let playwrightPid = 0;
  let second: SpawnSyncReturns<string> | undefined;
  const kill = (cwd: string): void => {
    const { processes } = JSON.parse(readFileSync(path.join(cwd, 'reports/.lock'), 'utf8'));
    playwrightPid = processes[1].pid;
    // It must not have ended by itself before the second run looks.
    process.kill(playwrightPid, 'SIGSTOP');
    process.kill(processes[0].pid, 'SIGKILL');
    const env = { PATH: process.env.PATH ?? '' };
    second = spawnSync(process.execPath, [main, 'check'], { cwd, env, encoding: 'utf8' });
    process.kill(playwrightPid, 'SIGCONT');
  };
  return runMetBy(kill, async (folder, first) => {
    assert.equal(first.status, null);
    assert.equal(second?.status, 2);
    assert.match(second.stderr, new RegExp(`^Another run \\(process ${playwrightPid}, `));
    const third = await spawnedCommand(['check', ...onlyShow, '--target', 'mock'], {}, folder);
    assert.equal(third.status, 0, third.stderr);
  });
});

test('links that are made in the place of reports while the service is asked are replaced, and not followed', () => {
  const names = ['recording.json', 'conformance.json', 'junit.xml', 'requests.log', 'report.html', '.report.html.new'];
  const link = (folder: string): void => {
    writeFileSync(path.join(folder, 'victim'), 'of another');
    for (const name of names) symlinkSync(path.join(folder, 'victim'), path.join(folder, 'reports', name));
  };
  return runMetBy(link, (folder, { status, stderr }) => {
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(readFileSync(path.join(folder, 'victim'), 'utf8'), 'of another');
    const entries = readdirSync(path.join(folder, 'reports'), { withFileTypes: true });
    assert.deepEqual(
      entries.filter(entry => entry.isSymbolicLink()),
      [],
    );
  });
});

test("a link in the place of Allure's results is told, and nothing is written where it leads", () => {
  const link = (folder: string): void => {
    mkdirSync(path.join(folder, 'victim'));
    symlinkSync(path.join(folder, 'victim'), path.join(folder, 'reports/allure-results'));
  };
  return runMetBy(link, (folder, { status, stderr }) => {
    const results = path.join(folder, 'reports/allure-results');
    assert.equal(
      stderr,
      `${results} cannot be written (ENOTDIR); remove what is in its place.\nreports/report.html is missing or incomplete, so the exit status is 2.\n`,
    );
    assert.equal(status, 2);
    assert.deepEqual(readdirSync(path.join(folder, 'victim')), []);
  });
});
