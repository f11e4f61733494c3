import type { ProfiledOperation } from '../../src/checks/conformance-profiles.ts';
import { judgeRun, type RunResult } from '../../src/checks/run-result.ts';
import { chosenChecks } from '../../src/cli/chosen-checks.ts';
import { withEmbedded } from '../../src/cli/open-session.ts';
import { packageRoot, suiteName } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import { ways } from '../../src/probes/ways.ts';
import { probe } from '../../src/probing/probing.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import { type Answer, type Rewrite, startRewritingProxy } from '../cli/rewriting-proxy.ts';
import { quietProber } from '../probing/quiet-prober.ts';

/** All pages of the suite: a part of them is no edition. */
export const specifications = loadSpecifications(chosenPages({}, packageRoot()), 'ruled');

/** What its operator and its client do in a run. */
export interface SmallRun {
  /** What the service does otherwise; told by the requests of this target. */
  readonly rewrite?: (asked: Target) => Rewrite;
  /** How it is asked. */
  readonly target?: Partial<Target>;
  readonly waivers?: readonly Waiver[];
  /** The operations that are asked; all by default. */
  readonly operations?: readonly string[];
}

const hooks = ways
  .filter(({ evidence }) => evidence === 'hooked')
  .map(({ code }) => ({ code, enter: ['enter'], leave: ['leave'], timeout: 1000 }) as const);

/** The small service while it runs. */
export interface SmallService {
  /** How it is asked, with its tokens. */
  readonly target: Target;
  /** What is asked about. */
  readonly subjects: Subjects;
  readonly guard: FaultGuard;
}

/**
 * Runs a small live service of the tests: it answers as the pages say, and its operator can cause each fault. It has the answers
 * of the embedded service, without their mark.
 */
export const withSmallService = <T>(
  use: (service: SmallService) => Promise<T>,
  rewrite: NonNullable<SmallRun['rewrite']> = () => (_, answer) => answer,
): Promise<T> =>
  withEmbedded({ env: {}, specifications, userAgent: 'test' }, async (target, { examples }) => {
    let broken: number | undefined;
    const change = rewrite(target);
    const proxy = await startRewritingProxy(target.endpoint, (head, answer) =>
      change(head, broken === undefined ? unmarked(answer) : faulty(broken)),
    );
    const { origin } = proxy;
    const live = { name: 'small', simulated: false, endpoint: origin, proxy: origin } as const;
    try {
      return await use({
        target: { ...target, ...live, faults: 'hooks', hooks, patience: 0 },
        subjects: examples,
        guard: {
          enter: async ({ code }) => {
            broken = code;
            return undefined;
          },
          leave: async () => {
            broken = undefined;
            return undefined;
          },
          wasLate: () => false,
          forget: () => {},
          close: async () => {},
        },
      });
    } finally {
      await proxy.close();
    }
  });

/** Records a run against the small service. */
export const recordSmall = ({ rewrite, target: asked = {}, waivers = [], operations }: SmallRun = {}) =>
  withSmallService(async ({ target, subjects, guard }): Promise<Recording> => {
    const small = { ...target, ...asked };
    const all = specifications.map(({ contract }) => contract);
    const contracts = all.filter(({ name }) => operations?.includes(name) ?? true);
    const prober = quietProber(contracts, small, subjects, {
      suite: suiteName(packageRoot()),
      startGuard: () => guard,
    });
    const recording = await probe(fixedSession(small), prober);
    const texts = Object.assign({}, ...specifications.map(one => one.texts));
    return { ...recording, judgedWith: { strictness: 'ruled', options: { strict: false }, texts, waivers } };
  }, rewrite);

const unmarked = ({ head, body }: Answer): Answer => ({ head: head.replace(/\r\nx-simulated-by:[^\r]*/i, ''), body });

const faulty = (code: number): Answer => ({
  head: `HTTP/1.1 ${code} Fault\r\nContent-Type: application/json\r\nx-openstack-request-id: req-fault\r\nContent-Length: 0`,
  body: JSON.stringify({ fault: { code, message: 'No.' } }),
});

/** What such a recording comes to. */
export function resultOn(recording: Recording): RunResult {
  const { options, waivers } = recording.judgedWith ?? { options: { strict: false }, waivers: [] };
  return judgeRun(recording, chosenChecks(specifications, {}), options, undefined, waivers);
}

/** The operations of such a recording, with their checks and verdicts. */
export function profiledOn(recording: Recording): readonly ProfiledOperation[] {
  const { operations } = resultOn(recording);
  return chosenChecks(specifications, {}).map((one, index) => ({
    ...one,
    verdicts: operations[index]?.verdicts ?? [],
  }));
}
