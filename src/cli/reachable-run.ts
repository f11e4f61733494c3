import { reach } from '../network/connection.ts';
import { ConfigurationError, MissingSettingError } from '../targets/target.ts';
import { type CurrentRun, openRun } from './current-run.ts';
import type { RunOptions } from './settings.ts';
import type { World } from './world.ts';

/**
 * Opens a run. Where a setting is missing, and nothing listens at the endpoint either, it tells the latter: no setting helps
 * there. A dry run connects to nothing.
 * @throws ConfigurationError
 */
export async function openReachableRun(options: RunOptions, world: World): Promise<CurrentRun> {
  try {
    return openRun(options, world);
  } catch (error) {
    const endpoint = error instanceof MissingSettingError && !options.dryRun ? error.endpoint : undefined;
    const why = endpoint === undefined ? undefined : await whyNobodyListens(new URL(endpoint));
    throw why === undefined ? error : new ConfigurationError(why);
  }
}

/** Milliseconds after which the missing setting is told in any case. */
const patience = 5000;

/** The certificates of an https service are not judged here: the settings for these are not read yet. */
async function whyNobodyListens(url: URL): Promise<string | undefined> {
  const failure = await reach(url, { ca: undefined, isInsecure: false }, patience);
  const isSilent = failure?.kind === 'refused' || failure?.kind === 'unresolved';
  return isSilent ? `Cannot connect to ${url.origin}: ${failure.message}.` : undefined;
}
