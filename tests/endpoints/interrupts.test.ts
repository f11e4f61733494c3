import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder, ownState } from '../cli/command.ts';
import { processesWith, seesProcesses, until } from './processes.ts';
import { conformanceFault } from './sound-reports.ts';

const backup = '00000000-1111-4222-8333-444444444444';

/**
 * A service that lists a backup and does not find it. It answers half of the requests and leaves the others waiting, so that
 * a run can be met in its middle.
 */
async function startHalfService(onWaiting: () => void): Promise<http.Server> {
  let count = 0;
  const server = http.createServer(({ url }, response) => {
    const isList = /\/backups(?:\/detail)?$/.test(url ?? '');
    if (isList) return response.end(JSON.stringify({ backups: [{ id: backup }] }));
    count += 1;
    if (count % 2 === 0) return onWaiting();
    response
      .writeHead(404, { 'Content-Type': 'application/json' })
      .end('{"itemNotFound":{"code":404,"message":"No."}}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const originOf = (server: http.Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** How each is started; `playwright` is the full run as people start Playwright itself. */
const starts: Readonly<Record<string, readonly string[]>> = {
  check: [path.join(packageRoot(), 'dist/src/cli/main.js'), 'check'],
  run: [path.join(packageRoot(), 'dist/src/cli/main.js'), 'run'],
  playwright: [
    createRequire(import.meta.url).resolve('@playwright/test/cli'),
    'test',
    `--config=${path.join(packageRoot(), 'dist/playwright.config.js')}`,
  ],
};

/** Where a run is started, and what of. */
interface Place {
  readonly folder: string;
  /** The token, by which the processes of the run are found. */
  readonly mark: string;
  /** The service, where no targets are chosen by options. */
  readonly origin?: string;
}

function startRun(verb: string, { folder, mark, origin = '' }: Place, ...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...(starts[verb] ?? []), ...options], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH ?? '',
      ...ownState(folder),
      VBS_ENDPOINT: origin,
      OS_TOKEN: mark,
      OS_PROJECT_ID: 'a'.repeat(32),
      VBS_BACKUP_ID: backup,
      VBS_TIMEOUT: '60',
    },
  });
}

/** The verdicts in the reports of a run that ended with this status, which have to be valid and of what was judged. */
function verdictsOfInterrupted(reports: string, status: number): string[] {
  const text = readFileSync(path.join(reports, 'conformance.json'), 'utf8');
  assert.equal(conformanceFault(text), undefined);
  const conformance: { exitStatus: number; complete: boolean; checks: { verdict: string }[] } = JSON.parse(text);
  assert.equal(conformance.exitStatus, status);
  assert.equal(conformance.complete, false);
  assert.match(readFileSync(path.join(reports, 'junit.xml'), 'utf8'), /<\/testsuites>\s*$/);
  const verdicts = conformance.checks.map(({ verdict }) => verdict);
  assert.ok(verdicts.includes('unproven'));
  assert.ok(verdicts.includes('failed'), 'the answers until then were judged');
  return verdicts;
}

const skip = seesProcesses ? false : 'needs /proc to see which processes are left';

/** A full run that is interrupted by SIGTERM: fault-hooks.test.ts. */
const cases = { check: ['SIGINT', 'SIGTERM'], run: ['SIGINT'], playwright: ['SIGINT'] } as const;
const statuses = { SIGINT: 130, SIGTERM: 143 };

for (const [verb, signals] of Object.entries(cases)) {
  for (const signal of signals) {
    const status = statuses[signal];
    test(
      `${verb}, interrupted by ${signal}: exit ${status}, valid reports of what was judged, no process left`,
      { skip },
      () =>
        inNewFolder(async folder => {
          const mark = `interrupted-${verb}-${signal}-${process.pid}`;
          let waiting = () => {};
          const isWaiting = new Promise<void>(resolve => {
            waiting = resolve;
          });
          const server = await startHalfService(() => waiting());
          const child = startRun(verb, { folder, mark, origin: originOf(server) });
          const ended = once(child, 'exit');
          await isWaiting;
          child.kill(signal);
          const [code] = await ended;
          server.closeAllConnections();
          server.close();
          assert.equal(code, status);
          await until('the end of all', () => processesWith(mark).length === 0);
          const verdicts = verdictsOfInterrupted(path.join(folder, 'reports'), status);
          if (verb === 'check') return;
          const results = readdirSync(path.join(folder, 'reports/allure-results'));
          assert.equal(results.filter(name => name.endsWith('-result.json')).length, verdicts.length);
          assert.match(readFileSync(path.join(folder, 'reports/report.html'), 'utf8'), /violations, exit status 130/);
        }),
    );
  }
}

test(
  'check of several targets at the same time, interrupted: exit 130, valid reports of those that were begun',
  { skip },
  () =>
    inNewFolder(async folder => {
      const mark = `interrupted-jobs-${process.pid}`;
      const waiting = new Set<string>();
      const names = ['first', 'second', 'third'];
      const servers = await Promise.all(names.map(name => startHalfService(() => waiting.add(name))));
      mkdirSync(path.join(folder, 'targets'));
      for (const [index, server] of servers.entries())
        writeFileSync(path.join(folder, 'targets', `${names[index]}.yaml`), `endpoint: ${originOf(server)}\n`);
      const chosen = names.flatMap(name => ['--target', name]);
      const child = startRun('check', { folder, mark }, ...chosen, '--jobs', '2');
      const ended = once(child, 'exit');
      await until('two targets that wait', () => waiting.size === 2);
      child.kill('SIGINT');
      const [code] = await ended;
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      assert.equal(code, 130);
      assert.deepEqual([...waiting].sort(), ['first', 'second']);
      for (const name of waiting) verdictsOfInterrupted(path.join(folder, 'reports', name), 130);
      assert.deepEqual(readdirSync(path.join(folder, 'reports/third')), []);
      await until('the end of all', () => processesWith(mark).length === 0);
    }),
);
