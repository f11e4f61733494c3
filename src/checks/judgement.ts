import type { Evidence } from '../probes/way.ts';
import type { Assertion, Judgement } from './check.ts';

/** Passed when every assertion holds, else failed with the first that does not. Expects at least one assertion. */
export function judged(
  assertions: readonly Assertion[],
  exchanges: readonly string[],
  evidence: Evidence = 'observed',
): Judgement {
  const broken = assertions.filter(({ holds }) => !holds);
  const [first] = broken;
  if (!first) return { outcome: 'passed', message: '', assertions, exchanges, evidence };
  const others = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
  const message = `${first.title}: expected ${first.expected}, got ${first.actual}${others}`;
  return { outcome: 'failed', message, assertions, exchanges, evidence };
}

/** Nothing can be said, and why. */
export function unproven(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'unproven', message: reason, assertions: [], exchanges };
}

/** The rule does not concern this answer, and why. */
export function inapplicable(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'inapplicable', message: reason, assertions: [], exchanges };
}
