import { withFaultHooks } from '../mutation/alterations.ts';
import { planOf } from '../probes/plan.ts';
import { probe } from '../probing/probing.ts';
import type { Recording } from '../recording/recording.ts';
import { fixedSession } from '../targets/session.ts';
import type { Subjects } from '../targets/subjects.ts';
import { withEmbedded } from './open-session.ts';
import type { Specification } from './specification.ts';
import { systemClock } from './terminal-of-process.ts';

/** What the embedded service answers to all operations, asked about each of two backups. */
export interface Originals {
  /** The page's example: nulls, an old spelling in its links. */
  readonly full: Recording;
  /** A backup whose description is JSON text; the example again where the operation has none. */
  readonly incremental: Recording;
}

/** Records both backups of the embedded service, to make mutants of; its faults as if hooks had brought them about, too. */
export function recordOriginals(specifications: readonly Specification[], suite: string): Promise<Originals> {
  const contracts = specifications.map(({ contract }) => contract);
  const prober = {
    contracts,
    suite,
    clock: systemClock,
    progress: () => {},
    startGuard: () => {
      throw new Error('The embedded service has no fault hooks.');
    },
    interrupted: new AbortController().signal,
  };
  return withEmbedded(
    { env: {}, specifications, userAgent: suite.replace(' ', '/') },
    async (target, { examples, increments }) => {
      const record = (subjects: Subjects) =>
        probe(fixedSession(target), { ...prober, plan: planOf(contracts, target, subjects), subjects });
      return {
        full: withFaultHooks(await record(examples)),
        incremental: await record({ ...examples, ...increments }),
      };
    },
  );
}
