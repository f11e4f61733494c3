import { faultsFor } from '../targets/configured-target.ts';
import { targetSettings } from '../targets/environment.ts';
import { keystoneSender } from '../targets/openstack/authentication.ts';
import { previewOf } from '../targets/preview.ts';
import { fixedSession, openSession, type Session } from '../targets/session.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Target } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type RunningService, startEmbedded } from './embedded-service.ts';
import type { Specification } from './specification.ts';

/** The embedded service ends an unfinished request after 300 ms; a wait of seconds is ample. */
const embeddedUnfinishedWait = 5000;

/** How the embedded service is asked. */
export interface EmbeddedSettings {
  readonly env: Environment;
  readonly userAgent: string;
}

/** The same, and what it is started with. */
export interface Embedding extends EmbeddedSettings {
  readonly specifications: readonly Specification[];
}

/** The chosen target as far as it is known before anything is sent. */
export function previewOfChosen({ configured, embedded }: ChosenTarget, settings: EmbeddedSettings): Target {
  return configured ? previewOf(configured) : { ...embeddedPreview(settings), ...embedded };
}

/**
 * Runs `use` with a session of the chosen target, and with what is asked about there as far as it is configured. The
 * embedded service lives as long as `use` does.
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
    return withEmbedded(embedding, (target, { examples }) => use(fixedSession({ ...target, ...embedded }), examples));
  }
  const sender = keystoneSender(configured, ended);
  return use(await openSession(configured, sender, () => new Date()), configured.subjects);
}

/** Runs `use` with the embedded service. */
export async function withEmbedded<T>(
  embedding: Embedding,
  use: (target: Target, service: RunningService) => Promise<T>,
): Promise<T> {
  const service = await startEmbedded(embedding.specifications);
  try {
    return await use(embeddedTarget(embedding, service), service);
  } finally {
    await service.close();
  }
}

/** The embedded service as far as it is known before it is started, with words in place of the rest. */
function embeddedPreview(settings: EmbeddedSettings): Target {
  return embeddedTarget(settings, {
    origin: 'ENDPOINT',
    project: 'PROJECT_ID',
    otherProject: 'OTHER_PROJECT_ID',
    tokens: { member: 'TOKEN', other: 'OTHER_TOKEN', norole: 'NOROLE_TOKEN' },
  });
}

type Addressed = Pick<RunningService, 'origin' | 'project' | 'otherProject' | 'tokens'>;

function embeddedTarget({ env, userAgent }: EmbeddedSettings, service: Addressed): Target {
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
