import type { Deviation } from '../checks/deviation.ts';
import type { PageSource, RunResult } from '../checks/run-result.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { Level } from '../contract/citation.ts';

/** What a comparison needs of a verdict. */
export interface JudgedCheck {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** Without `--strict`: that changes what fails a run, not what the service does. */
  readonly verdict: Outcome;
  readonly message: string;
  /** The check's signature: in what the service deviates, each once. */
  readonly deviations: readonly Deviation[];
}

/** The target of a run that is compared. */
export interface ComparedTarget {
  readonly name: string;
  readonly endpoint: string;
  readonly simulated: boolean;
  readonly microversion?: string;
}

/** A run as a comparison sees it. */
export interface JudgedRun {
  /** Name and version of the suite that judged it. */
  readonly suite: string;
  /** Who judged it: an earlier run, whose verdicts are taken as it wrote them, or this suite just now. */
  readonly judged: 'as written' | 'by this suite';
  readonly target: ComparedTarget;
  /** ISO 8601, UTC. */
  readonly start: string;
  /** The verdict of the run, with its reason. */
  readonly verdict: string;
  readonly why: string;
  /** Whether everything was asked, answered and judged. */
  readonly isWhole: boolean;
  /** What was chosen to be asked and judged, as texts; empty where everything was. */
  readonly chosen: readonly string[];
  readonly strictness: string;
  /** The state of the pages and notes that it was judged by, by page. */
  readonly pages: ReadonlyMap<string, PageSource>;
  /** Each id once. */
  readonly checks: readonly JudgedCheck[];
}

/** A run that was judged by this suite, as a comparison sees it. @param suite name and version of this suite */
export function judgedRun(result: RunResult, suite: string): JudgedRun {
  const { run, verdict, why, isComplete, options, operations, verdicts } = result;
  const { name, endpoint, simulated, microversion } = run.target;
  return {
    suite,
    judged: 'by this suite',
    target: { name, endpoint, simulated, ...(microversion === undefined ? {} : { microversion }) },
    start: run.startedAt,
    verdict,
    why,
    isWhole: isComplete,
    chosen: chosenBy(options),
    strictness: operations[0]?.contract.strictness ?? '',
    pages: new Map(operations.map(({ contract, source }) => [contract.id, source])),
    checks: verdicts.map(judgedCheck),
  };
}

function judgedCheck(one: Verdict): JudgedCheck {
  const { id, title, level, verdict, withoutStrict, message, deviations } = one;
  return { id, title, level, verdict: withoutStrict ?? verdict, message, deviations };
}

/** The options that leave something out, as texts. */
export function chosenBy({ only, without }: { only?: readonly string[]; without?: readonly string[] }): string[] {
  return [...(only ?? []).map(glob => `--only ${glob}`), ...(without ?? []).map(glob => `--without ${glob}`)];
}
