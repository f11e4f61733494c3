import { type Deviation, distinct } from '../checks/deviation.ts';
import type { PageSource } from '../checks/run-result.ts';
import type { Outcome } from '../checks/verdict.ts';
import type { Level } from '../contract/citation.ts';
import { type ComparedTarget, chosenBy, type JudgedCheck, type JudgedRun } from './judged-run.ts';

/** What is read of a `conformance.json` of the formats 2 and 3; its schema is `schemas/formats/judged-run.schema.json`. */
export interface ConformanceContent {
  readonly suite: string;
  readonly verdict: string;
  readonly why: string;
  readonly complete: boolean;
  readonly options: {
    readonly strictness: string;
    readonly only?: readonly string[];
    readonly without?: readonly string[];
  };
  readonly target: ComparedTarget;
  readonly operations: readonly { readonly page: string; readonly source: { readonly sha256: PageSource } }[];
  readonly start: string;
  readonly checks: readonly WrittenCheck[];
}

/** A verdict in such a file. */
export interface WrittenCheck {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly verdict: Outcome;
  readonly withoutStrict?: Outcome;
  readonly message: string;
  readonly deviations?: readonly Deviation[];
}

/** A run as its `conformance.json` tells of it. @param content which keeps to its schema */
export function writtenRun(content: ConformanceContent): JudgedRun {
  const { suite, verdict, why, complete, options, target, operations, start, checks } = content;
  const { name, endpoint, simulated, microversion } = target;
  return {
    suite,
    judged: 'as written',
    target: { name, endpoint, simulated, ...(microversion === undefined ? {} : { microversion }) },
    start,
    verdict,
    why,
    isWhole: complete,
    chosen: chosenBy(options),
    strictness: options.strictness,
    pages: new Map(
      operations.map(({ page, source: { sha256 } }) => [page, { page: sha256.page, notes: sha256.notes }]),
    ),
    checks: checks.map(writtenCheck),
  };
}

function writtenCheck(one: WrittenCheck): JudgedCheck {
  const { id, title, level, verdict, withoutStrict, message, deviations = [] } = one;
  return {
    id,
    title,
    level,
    verdict: withoutStrict ?? verdict,
    message,
    deviations: distinct(deviations),
  };
}
