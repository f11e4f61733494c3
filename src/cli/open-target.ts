import { liveTarget, targetSettings } from '../targets/environment.ts';
import type { Target } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
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
  return live ? use(live) : withEmbedded(env, example, use);
}

/** Runs `use` with the embedded service; `incremental` is the id of its second backup. */
export async function withEmbedded<T>(
  env: Environment,
  example: unknown,
  use: (target: Target, incremental: string) => Promise<T>,
): Promise<T> {
  const { startService } = await import('../mock/service.ts');
  const service = await startService({ example });
  const { faults, unfinishedWait, ...settings } = targetSettings(env);
  const target: Target = {
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
    route: undefined,
    faults: faults ?? 'prefer',
    unfinishedWait: unfinishedWait ?? embeddedUnfinishedWait,
    optIn: ['status/501/transfer-encoding'],
  };
  try {
    return await use(target, service.incrementalBackup);
  } finally {
    await service.close();
  }
}
