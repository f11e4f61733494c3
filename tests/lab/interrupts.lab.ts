import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder } from '../cli/command.ts';
import { until } from '../endpoints/processes.ts';
import { addresses, backups, cloudsFor, faultScript, health, skip, surroundingsIn, writeClouds } from './lab.ts';

/** A hook that breaks the lab, says so, and then takes its time, so that a run can be met in its middle. */
function writeHook(folder: string): string {
  const hook = path.join(folder, 'enter.sh');
  const lines = ['#!/bin/sh', `"${faultScript}" enter 502`, `touch "${folder}/entered"`, 'sleep 60'];
  writeFileSync(hook, `${lines.join('\n')}\n`, { mode: 0o755 });
  return hook;
}

function writeProfile(folder: string, hook: string): void {
  const leave = [faultScript, 'leave', '502'];
  const profile = { cloud: 'lab', endpoint: addresses.nginx, faults: { 502: { enter: [hook], leave } } };
  mkdirSync(path.join(folder, 'targets'));
  writeFileSync(path.join(folder, 'targets/lab.yaml'), JSON.stringify(profile));
}

for (const verb of ['check', 'run']) {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const) {
    test(`${verb}, ended by ${signal} in the middle of a hook: the service is well again`, { skip }, () =>
      inNewFolder(async folder => {
        writeProfile(folder, writeHook(folder));
        const child = spawn(
          process.execPath,
          [path.join(packageRoot(), 'dist/src/cli/main.js'), verb, '--target', 'lab'],
          {
            cwd: folder,
            stdio: 'ignore',
            env: {
              PATH: process.env.PATH ?? '',
              ...surroundingsIn(folder),
              OS_CLIENT_CONFIG_FILE: writeClouds(folder, cloudsFor('member')),
              VBS_BACKUP_ID: backups.full,
              VBS_UNFINISHED_WAIT: '1',
            },
          },
        );
        const ended = once(child, 'exit');
        await until('the fault is entered', () => existsSync(path.join(folder, 'entered')));
        assert.equal(await health(), 502, 'the fault is there');
        child.kill(signal);
        const [code] = await ended;
        assert.equal(code, status);
        await until('the service is well', async () => (await health()) === 200);
        if (status !== null)
          assert.match(readFileSync(path.join(folder, 'reports/junit.xml'), 'utf8'), /<\/testsuites>/);
      }),
    );
  }
}
