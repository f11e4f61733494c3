import type { EmbeddedService } from '../mock/service.ts';
import { targetSettings } from '../targets/environment.ts';
import { keystoneSender } from '../targets/openstack/authentication.ts';
import { faultsFor } from '../targets/plan.ts';
import { previewOf } from '../targets/preview.ts';
import { fixedSession, openSession, type Session } from '../targets/session.ts';
import type { Target } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import type { ChosenTarget } from './chosen-targets.ts';

/** The embedded service ends an unfinished request after 300 ms; a wait of seconds is ample. */
const embeddedUnfinishedWait = 5000;

/** What the embedded service is started with. */
export interface Embedding {
  readonly env: Environment;
  /** The page's example response, which it answers with. */
  readonly example: unknown;
  readonly userAgent: string;
}

/** The chosen target as far as it is known before anything is sent. */
export function previewOfChosen({ plan, embedded }: ChosenTarget, embedding: Omit<Embedding, 'example'>): Target {
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
  const identify = keystoneSender(plan, ended);
  return use(await openSession(plan, identify, () => new Date()));
}

/** Runs `use` with the embedded service; `incremental` is the id of its second backup. */
export async function withEmbedded<T>(
  embedding: Embedding,
  use: (target: Target, incremental: string) => Promise<T>,
): Promise<T> {
  const { startService } = await import('../mock/service.ts');
  const service = await startService({ example: embedding.example });
  try {
    return await use(embeddedTarget(embedding, service), service.incrementalBackup);
  } finally {
    await service.close();
  }
}

/** The embedded service as far as it is known before it is started, with words in place of the rest. */
function embeddedPreview(embedding: Omit<Embedding, 'example'>): Target {
  return embeddedTarget(embedding, {
    origin: 'ENDPOINT',
    project: 'PROJECT_ID',
    otherProject: 'OTHER_PROJECT_ID',
    backup: 'BACKUP_ID',
    tokens: { member: 'TOKEN', other: 'OTHER_TOKEN', norole: 'NOROLE_TOKEN' },
  });
}

type Running = Pick<EmbeddedService, 'origin' | 'project' | 'otherProject' | 'backup' | 'tokens'>;

function embeddedTarget({ env, userAgent }: Omit<Embedding, 'example'>, service: Running): Target {
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
