import type { Contract } from '../contract/contract.ts';
import type { EmbeddedService } from '../mock/service.ts';
import { faultsFor } from '../targets/configured-target.ts';
import { targetSettings } from '../targets/environment.ts';
import { keystoneSender } from '../targets/openstack/authentication.ts';
import { previewOf } from '../targets/preview.ts';
import { fixedSession, openSession, type Session } from '../targets/session.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Target } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import type { ChosenTarget } from './chosen-targets.ts';

/** The embedded service ends an unfinished request after 300 ms; a wait of seconds is ample. */
const embeddedUnfinishedWait = 5000;

/** What the embedded service is started with. */
export interface Embedding {
  readonly env: Environment;
  readonly contracts: readonly Contract[];
  /** The pages' example responses, by the operation's name. It answers with them. */
  readonly examples: ReadonlyMap<string, unknown>;
  readonly userAgent: string;
}

/** The chosen target as far as it is known before anything is sent. */
export function previewOfChosen(
  { configured, embedded }: ChosenTarget,
  embedding: Pick<Embedding, 'env' | 'userAgent'>,
): Target {
  return configured ? previewOf(configured) : { ...embeddedPreview(embedding), ...embedded };
}

/**
 * Runs `use` with a session of the chosen target. The embedded service lives as long as `use` does.
 * @param ended aborted when the run has to end
 * @throws ConfigurationError when Keystone gives no token or lists no endpoint
 */
export async function withSession<T>(
  { configured, embedded }: ChosenTarget,
  embedding: Embedding,
  ended: AbortSignal,
  use: (session: Session, subjects: Subjects) => Promise<T>,
): Promise<T> {
  if (!configured) {
    return withEmbedded(embedding, (target, { full }) => use(fixedSession({ ...target, ...embedded }), full));
  }
  const identify = keystoneSender(configured, ended);
  return use(await openSession(configured, identify, () => new Date()), configured.subjects);
}

/** What the embedded service may be asked about: the page's example, and its second, incremental backup. */
export interface EmbeddedSubjects {
  readonly full: Subjects;
  readonly incremental: Subjects;
}

/** Runs `use` with the embedded service. */
export async function withEmbedded<T>(
  embedding: Embedding,
  use: (target: Target, subjects: EmbeddedSubjects) => Promise<T>,
): Promise<T> {
  const { startService } = await import('../mock/service.ts');
  const service = await startService({ example: [...embedding.examples.values()][0] });
  try {
    const subjects = {
      full: { backup_id: service.backup },
      incremental: { backup_id: service.incrementalBackup },
    };
    return await use(embeddedTarget(embedding, service), subjects);
  } finally {
    await service.close();
  }
}

/** The embedded service as far as it is known before it is started, with words in place of the rest. */
function embeddedPreview(embedding: Pick<Embedding, 'env' | 'userAgent'>): Target {
  return embeddedTarget(embedding, {
    origin: 'ENDPOINT',
    project: 'PROJECT_ID',
    otherProject: 'OTHER_PROJECT_ID',
    tokens: { member: 'TOKEN', other: 'OTHER_TOKEN', norole: 'NOROLE_TOKEN' },
  });
}

type Running = Pick<EmbeddedService, 'origin' | 'project' | 'otherProject' | 'tokens'>;

function embeddedTarget({ env, userAgent }: Pick<Embedding, 'env' | 'userAgent'>, service: Running): Target {
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
