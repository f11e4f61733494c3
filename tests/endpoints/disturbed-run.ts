import { judgeRun, type RunResult } from '../../src/checks/run-result.ts';
import { checksOf } from '../../src/checks/suite.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import { withEmbedded } from '../../src/cli/open-session.ts';
import type { LoadedSpecification } from '../../src/cli/specification.ts';
import { type Prober, probe } from '../../src/probing/probing.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { fixedSession, type Session } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { contract, example, source } from '../checks/embedded-recording.ts';
import { quietProber } from '../probing/quiet-prober.ts';
import { hurriedClock } from '../wire/clocks.ts';
import { type Disturbing, startDisturbingProxy } from './disturbing-proxy.ts';

/** So many times as fast as the machine's clock goes that of a run, and of what disturbs it. */
export const speed = 20;

/** The operation that most of these tests ask. */
const showBackup: LoadedSpecification = { contract, example, source, texts: {} };

/** The embedded service for all runs of a file, as long as `use` takes. */
export async function withService<T>(
  use: (target: Target, subjects: Subjects) => Promise<T>,
  specifications: readonly LoadedSpecification[] = [showBackup],
): Promise<T> {
  const embedding = { env: {}, specifications, userAgent: 'test' };
  return withEmbedded(embedding, (target, { examples }) => use(target, examples));
}

/** What came of a run behind a disturbing proxy. */
export interface DisturbedRun {
  readonly recording: Recording;
  readonly result: RunResult;
  /** How many requests came to the proxy. */
  readonly asked: number;
  /** The verdict with this id below the page that most of these tests are about. */
  readonly verdict: (id: string) => Verdict;
  /** The ids of the MUSTs that failed. */
  readonly failed: readonly string[];
}

/** What a test has otherwise. */
export interface DisturbedSettings {
  /** The operations that are asked. */
  readonly specifications?: readonly LoadedSpecification[];
  readonly change?: Partial<Target>;
  readonly prober?: Partial<Prober>;
  readonly session?: (target: Target) => Session;
}

/** Runs the suite against a service behind a proxy that disturbs some requests. Patience is twelve seconds of the run's clock. */
export async function runDisturbed(
  target: Target,
  subjects: Subjects,
  disturbing: Disturbing,
  { specifications = [showBackup], change = {}, prober = {}, session = fixedSession }: DisturbedSettings = {},
): Promise<DisturbedRun> {
  const proxy = await startDisturbingProxy(target.endpoint, disturbing);
  try {
    const behind = { ...target, patience: 12_000, endpoint: proxy.origin, proxy: proxy.origin, ...change };
    const contracts = specifications.map(one => one.contract);
    const quiet = quietProber(contracts, behind, subjects, { clock: hurriedClock(speed), ...prober });
    const recording = await probe(session(behind), quiet);
    const operations = specifications.map(one => ({ ...one, checks: checksOf(one.contract) }));
    const result = judgeRun(recording, operations, { strict: false });
    const verdict = (id: string): Verdict => {
      const found = result.verdicts.find(one => one.id === `${contract.id}/${id}`);
      if (!found) throw new Error(`There is no check "${id}".`);
      return found;
    };
    const failed = result.verdicts.filter(one => one.verdict === 'failed').map(({ id }) => id);
    return { recording, result, asked: proxy.heads.length, verdict, failed };
  } finally {
    await proxy.close();
  }
}
