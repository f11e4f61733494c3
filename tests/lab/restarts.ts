import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inNewFolder } from '../cli/command.ts';
import type { Disturbing } from '../endpoints/disturbing-proxy.ts';
import { addresses, faultScript, isAnswered, labState } from './lab.ts';

/** A server of the lab that can be restarted. */
interface Restartable {
  /** Returns when it has stopped. Nothing else happens in this process meanwhile. */
  readonly stop: () => void;
  /** Resolves when it answers. It may run already. */
  readonly start: () => Promise<void>;
}

const surroundings = { env: { ...process.env, LAB: labState } };

/** Cinder, which nginx answers for with 502 while it is away. */
export const cinder: Restartable = {
  stop: () => void execFileSync(faultScript, ['enter', '502'], surroundings),
  start: async () => void (await promisify(execFile)(faultScript, ['leave', '502'], surroundings)),
};

const keystoneIni = path.join(labState, 'etc/keystone-uwsgi.ini');

/** Keystone, as up.sh runs it. */
const keystone = keystoneOf(keystoneIni);

/** Keystone, as this file for uwsgi has it. */
function keystoneOf(ini: string): Restartable {
  const start = async (): Promise<void> => {
    if (await isAnswered(addresses.keystone)) return;
    // No child of this process: one that has stopped would stay as long as nobody asks for its status.
    execFileSync('setsid', ['--fork', 'uwsgi_python3', '--ini', ini], { cwd: labState, stdio: 'ignore' });
    for (let look = 0; !(await isAnswered(addresses.keystone)); look += 1) {
      assert.ok(look < 300, 'Keystone does not answer');
      await sleep(100);
    }
  };
  // Killed at once: uwsgi gives workers that are still starting a minute.
  const stop = (): void => {
    const group = `-${readFileSync(path.join(labState, 'run/keystone.pid'), 'utf8').trim()}`;
    const untilGone = 'kill -KILL "$0" && while kill -0 "$0"; do sleep 0.1; done';
    execFileSync('sh', ['-c', untilGone, group], { stdio: 'ignore' });
  };
  return { stop, start };
}

/** Runs `use` while the lab's Keystone gives tokens that live so many seconds. */
export const withShortLivedTokens = (seconds: number, use: (keystone: Restartable) => Promise<void>): Promise<void> =>
  inNewFolder(folder => withKeystoneOf(folder, seconds, use));

async function withKeystoneOf(
  folder: string,
  seconds: number,
  use: (keystone: Restartable) => Promise<void>,
): Promise<void> {
  const changed = (file: string, line: RegExp, replacement: string): string => {
    const copy = path.join(folder, path.basename(file));
    writeFileSync(copy, readFileSync(file, 'utf8').replace(line, replacement));
    return copy;
  };
  const usual = path.join(labState, 'etc/keystone/keystone.conf');
  const configuration = changed(usual, /^expiration = .*$/m, `expiration = ${seconds}`);
  const shortLived = keystoneOf(changed(keystoneIni, /^pyargv = .*$/m, `pyargv = --config-file=${configuration}`));
  keystone.stop();
  try {
    await shortLived.start();
    await use(shortLived);
  } finally {
    shortLived.stop();
    await keystone.start();
  }
}

/** A disturbance, and what has to be waited for after the run. */
export interface Disturbance {
  readonly disturbing: Disturbing;
  readonly over: () => Promise<void>;
}

/** Milliseconds for which a server is stopped, beside the seconds that it takes to start. */
const pause = 1000;

/** Stops a server when the run is in its middle, and starts it again. */
export function restart({ stop, start }: Restartable): Disturbance {
  let started: Promise<void> | undefined;
  return {
    disturbing: (_, before) => {
      if (before < 6 || started !== undefined) return undefined;
      stop();
      started = sleep(pause).then(start);
      return undefined;
    },
    over: async () => {
      assert.ok(started, 'the run was over before its middle');
      await started;
    },
  };
}
