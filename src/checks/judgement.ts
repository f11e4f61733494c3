import type { Evidence } from '../probes/way.ts';
import type { Assertion, Judgement } from './check.ts';

/** Assertions that a judgement keeps; a service decides how many links it sends. */
const mostAssertions = 100;

/**
 * Passed when every assertion holds, else failed with the first that does not. Expects at least one assertion; of very
 * many those are kept that do not hold.
 */
export function judged(
  assertions: readonly Assertion[],
  exchanges: readonly string[],
  evidence: Evidence = 'observed',
): Judgement {
  const broken = assertions.filter(({ holds }) => !holds);
  const [first] = broken;
  const kept =
    assertions.length <= mostAssertions ? assertions : (first ? broken : assertions).slice(0, mostAssertions);
  if (!first) return { outcome: 'passed', message: '', assertions: kept, exchanges, evidence };
  const others = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
  const message = `${first.title}: expected ${first.expected}, got ${first.actual}${others}`;
  return { outcome: 'failed', message, assertions: kept, exchanges, evidence };
}

/** Nothing can be said, and why. */
export function unproven(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'unproven', message: reason, assertions: [], exchanges };
}

/** The rule does not concern this answer, and why. */
export function inapplicable(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'inapplicable', message: reason, assertions: [], exchanges };
}
