import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { CurrentRun } from './current-run.ts';
import { isProfileName } from './profile-file.ts';
import { openReachableRun } from './reachable-run.ts';
import { clearReports } from './report-files.ts';
import { lockReports } from './reports-lock.ts';
import { environment, type RunOptions, withOptions } from './settings.ts';
import type { World } from './world.ts';

/**
 * Opens a run that is to write reports. Where the settings are wrong the reports of an earlier run are removed: a CI system
 * would take them for those of this run.
 * @throws ConfigurationError
 */
export async function openFreshRun(options: RunOptions, world: World): Promise<CurrentRun> {
  try {
    return await openReachableRun(options, world);
  } catch (error) {
    if (!options.dryRun) removeEarlier(options, world);
    throw error;
  }
}

function removeEarlier(options: RunOptions, world: World): void {
  try {
    const { reportsDir } = runSettings(withOptions(environment(world), options));
    const folder = path.resolve(world.folder, reportsDir);
    if (!existsSync(folder)) return;
    const ofTargets = (options.target ?? []).filter(isProfileName).map(name => path.join(folder, name));
    const folders = [folder, ...[...new Set(ofTargets)].filter(isFolder)];
    const lock = lockReports(folders, world.clock.now());
    for (const one of folders) clearReports(one);
    lock.release();
  } catch (error) {
    // The folder is another run's, or the settings do not tell which it is.
    if (!(error instanceof ConfigurationError)) throw error;
  }
}

const isFolder = (place: string): boolean => lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
