import { type Environment, liveTarget, targetSettings } from '../targets/environment.ts';
import type { Target } from '../targets/target.ts';
import type { RunOptions } from './settings.ts';

/** The embedded service ends an unfinished request after 300 ms; a wait of seconds is ample. */
const embeddedUnfinishedWait = 5000;

/**
 * Runs `use` with the chosen target. The embedded service lives as long as `use` does.
 * @param example the page's example response, which the embedded service answers with
 */
export async function withTarget<T>(
  env: Environment,
  { target }: RunOptions,
  example: unknown,
  use: (target: Target) => Promise<T>,
): Promise<T> {
  const live = target === 'mock' ? undefined : liveTarget(env);
  if (live) return use(live);
  const { startService } = await import('../mock/service.ts');
  const service = await startService({ example });
  const { faults, unfinishedWait, ...settings } = targetSettings(env);
  try {
    return await use({
      ...settings,
      name: 'mock',
      simulated: true,
      endpoint: service.origin,
      project: service.project,
      token: service.tokens.member,
      backup: service.backup,
      admin: false,
      otherToken: service.tokens.other,
      otherProject: service.otherProject,
      noRoleToken: service.tokens.norole,
      proxy: service.origin,
      faults: faults ?? 'prefer',
      unfinishedWait: unfinishedWait ?? embeddedUnfinishedWait,
      optIn: ['status/501/transfer-encoding'],
    });
  } finally {
    await service.close();
  }
}
