import { keptFaults } from '../faults/journal.ts';
import { keptText, leaveKept, leftText, stateFolder } from './open-faults.ts';
import { profileFile } from './profile-file.ts';
import { environment } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** Whose faults are left. */
export interface RecoverOptions {
  /** Names of profiles; undefined: those of all targets. */
  readonly target?: readonly string[];
}

/**
 * Leaves the faults that earlier runs left open. Asks the service nothing: the next run sees whether it is well.
 * @returns the exit status: 1 when one is still open
 */
export async function recover({ target }: RecoverOptions, world: World): Promise<number> {
  const profiles = target?.map(name => profileFile(world.folder, name));
  const faults = keptFaults(stateFolder(environment(world))).filter(
    ({ entry }) => profiles?.includes(entry.profile) ?? true,
  );
  const open = faults.filter(({ entry }) => entry.state === 'open');
  for (const { entry } of faults) tellOn(world.stdout, keptText(entry));
  if (open.length === 0) tellOn(world.stdout, 'No fault is open.');
  let status = 0;
  for (const kept of open) {
    const obstacle = await leaveKept(kept, world);
    if (obstacle === undefined) tellOn(world.stdout, leftText(kept.entry));
    else {
      tellOn(world.stderr, obstacle);
      status = 1;
    }
  }
  return status;
}
