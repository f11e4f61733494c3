import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stateFolder } from '../../src/cli/open-faults.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { type KeptFault, keptFaults } from '../../src/faults/journal.ts';
import { inNewFolder, ownState } from '../cli/command.ts';
import { startDisturbingProxy } from '../endpoints/disturbing-proxy.ts';
import { kill, killAsByReboot } from '../endpoints/kills.ts';
import { until } from '../endpoints/processes.ts';
import { environmentOf, type LabRun } from './expected.ts';
import { addresses, faultScript, health, inLab, labProfile, skip, surroundingsIn } from './lab.ts';

const run: LabRun = { role: 'member', backup: 'full', version: '', hooks: true };

/** What is killed of a run, by the words for it. */
const victims = {
  'the machine': killAsByReboot,
  'the run': (_: number | undefined, { entry }: KeptFault) => kill(entry.run.pid),
  'the guard': (_: number | undefined, { entry }: KeptFault) => kill(entry.guard?.pid),
};

/** A run that is killed while a fault lasts, and what it left. */
interface Scene {
  /** What the journal says. */
  readonly kept: () => KeptFault | undefined;
  /** Runs the command on the same service. */
  readonly command: (...args: readonly string[]) => ReturnType<typeof inLab>;
}

/** Kills something while the service is read in a fault. */
function killedIn(code: number, victim: keyof typeof victims, use: (scene: Scene) => Promise<void>): Promise<void> {
  return inNewFolder(async folder => {
    const kept = (): KeptFault | undefined => keptFaults(stateFolder(ownState(folder)))[0];
    let isKilled = false;
    // A request while the fault is open is the read in it: the hook has entered it, and is not yet told to leave it.
    const proxy = await startDisturbingProxy(addresses.nginx, () => {
      const fault = kept();
      if (fault?.entry.state !== 'open' || isKilled) return undefined;
      isKilled = true;
      victims[victim](child.pid, fault);
      return undefined;
    });
    const profile = { ...labProfile, endpoint: proxy.origin, faults: { [code]: labProfile.faults[code] } };
    mkdirSync(path.join(folder, 'targets'));
    writeFileSync(path.join(folder, 'targets/killed.yaml'), JSON.stringify(profile));
    const env = environmentOf(run, folder);
    const args = ['check', '--target', 'killed', '--only', `show-backup/status/${code}`];
    const child = spawn(process.execPath, [path.join(packageRoot(), 'dist/src/cli/main.js'), ...args], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env.PATH ?? '', ...surroundingsIn(folder), ...env },
    });
    try {
      await once(child, 'exit');
      assert.ok(isKilled, 'the service was not read in the fault');
      await use({ kept, command: (...args) => inLab(args, folder, env, folder) });
      assert.equal(await health(), 200);
    } finally {
      kill(-(child.pid ?? 0));
      execFileSync(faultScript, ['leave', String(code)], { env: { ...process.env, ...surroundingsIn(folder) } });
      await proxy.close();
    }
  });
}

const healers = { 500: 'recover', 502: 'check', 503: 'recover', 504: 'check' } as const;

for (const [code, healer] of Object.entries(healers)) {
  test(
    `everything killed at once in the fault for ${code}: ${healer} says that it is open, and ends it`,
    { skip },
    () =>
      killedIn(Number(code), 'the machine', async ({ kept, command }) => {
        assert.equal(kept()?.entry.state, 'open');
        assert.equal(await health(), Number(code), 'the fault is still there');
        const further = healer === 'recover' ? [] : ['--target', 'killed', '--only', 'show-backup/status/200'];
        const { status, stdout, stderr } = await command(healer, ...further);
        const told = healer === 'recover' ? stdout : stderr;
        assert.match(
          told,
          new RegExp(`^The fault for ${code} \\(\\S+/targets/killed\\.yaml\\), .* is still open: the run`),
        );
        assert.match(told, new RegExp(`^The fault for ${code} is left now\\.$`, 'm'));
        assert.equal(status, 0, stdout + stderr);
        assert.equal(kept()?.entry.state, healer === 'recover' ? 'left' : undefined);
      }),
  );
}

for (const victim of ['the run', 'the guard'] as const) {
  test(`${victim} killed in the fault for 502: the other one ends it`, { skip }, () =>
    killedIn(502, victim, async ({ kept }) => {
      await until('the fault is left', () => kept()?.entry.state !== 'open');
    }),
  );
}
