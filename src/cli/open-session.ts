import { targetSettings } from '../targets/environment.ts';
import { keystoneSender } from '../targets/openstack/keystone-sender.ts';
import { faultsFor } from '../targets/plan.ts';
import { previewOf } from '../targets/preview.ts';
import { fixedSession, openSession, type Session } from '../targets/session.ts';
import type { Target } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type EmbeddedBackups, startEmbedded } from './embedded-service.ts';
import type { Specification } from './specification.ts';

/** The embedded service ends an unfinished request after 300 ms; a wait of seconds is ample. */
const embeddedUnfinishedWait = 5000;

/** What the embedded service is started with, and how it is asked. */
export interface Embedding extends Specification {
  readonly env: Environment;
  readonly userAgent: string;
}

type Asking = Omit<Embedding, keyof Specification>;

/** The chosen target as far as it is known before anything is sent. */
export function previewOfChosen({ plan, embedded }: ChosenTarget, embedding: Asking): Target {
  return plan ? previewOf(plan) : { ...embeddedPreview(embedding), ...embedded };
}

/**
 * Runs `use` with a session of the chosen target. The embedded service lives as long as `use` does.
 * @param ended aborted when the run has to end
 * @throws ConfigurationError when Keystone gives no token or lists no endpoint
 */
export async function withSession<T>(
  { plan, embedded }: ChosenTarget,
  embedding: Embedding,
  ended: AbortSignal,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  if (!plan) return withEmbedded(embedding, target => use(fixedSession({ ...target, ...embedded })));
  const identify = keystoneSender(plan.timeout, plan.userAgent, ended);
  return use(await openSession(plan, identify, () => new Date()));
}

/** Runs `use` with the embedded service; `incremental` is the id of its second backup. */
export async function withEmbedded<T>(
  embedding: Embedding,
  use: (target: Target, incremental: string) => Promise<T>,
): Promise<T> {
  const service = await startEmbedded(embedding);
  try {
    return await use(embeddedTarget(embedding, service), service.incrementalBackup);
  } finally {
    await service.close();
  }
}

/** The embedded service as far as it is known before it is started, with words in place of the rest. */
function embeddedPreview(asking: Asking): Target {
  return embeddedTarget(asking, {
    origin: 'ENDPOINT',
    project: 'PROJECT_ID',
    otherProject: 'OTHER_PROJECT_ID',
    backup: 'BACKUP_ID',
    tokens: { member: 'TOKEN', other: 'OTHER_TOKEN', norole: 'NOROLE_TOKEN' },
  });
}

type Running = Pick<EmbeddedBackups, 'origin' | 'project' | 'otherProject' | 'backup' | 'tokens'>;

function embeddedTarget({ env, userAgent }: Asking, service: Running): Target {
  const { faults, unfinishedWait, ...settings } = targetSettings(env);
  return {
    ...settings,
    name: 'mock',
    simulated: true,
    endpoint: service.origin,
    project: service.project,
    identifiedBy: 'token',
    token: service.tokens.member,
    keys: undefined,
    backup: service.backup,
    admin: false,
    otherToken: service.tokens.other,
    otherProject: service.otherProject,
    noRoleToken: service.tokens.norole,
    proxy: service.origin,
    front: undefined,
    route: undefined,
    trust: { ca: undefined, isInsecure: false },
    faults: faultsFor(faults, [], 'prefer'),
    hooks: [],
    userAgent,
    unfinishedWait: unfinishedWait ?? embeddedUnfinishedWait,
    optIn: ['status/501/transfer-encoding'],
    without: [],
  };
}
